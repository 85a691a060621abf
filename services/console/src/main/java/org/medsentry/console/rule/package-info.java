/** Rules as people read, write and publish them. */
package org.medsentry.console.rule;
