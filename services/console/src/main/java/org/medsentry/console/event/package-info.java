/** What happens, told to browsers as it happens. */
package org.medsentry.console.event;
