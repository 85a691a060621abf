/** Where analysts see what the system found, act on it, and tend its rules and data. */
package org.medsentry.console;
