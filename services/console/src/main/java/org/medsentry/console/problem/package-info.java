/** What goes wrong with a request, in words and codes. */
package org.medsentry.console.problem;
