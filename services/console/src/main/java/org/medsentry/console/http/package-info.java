/** The HTTP side of the console: thin handlers over the packages beside it. */
package org.medsentry.console.http;
