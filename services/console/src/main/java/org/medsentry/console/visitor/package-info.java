/** What the console remembers of its users. */
package org.medsentry.console.visitor;
