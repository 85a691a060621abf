/** Elasticsearch as the console asks it. */
package org.medsentry.console.search;
