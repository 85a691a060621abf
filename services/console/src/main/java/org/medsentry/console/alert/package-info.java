/** Alerts as people look for them, read them and take them elsewhere. */
package org.medsentry.console.alert;
