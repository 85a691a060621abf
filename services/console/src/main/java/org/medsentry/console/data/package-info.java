/** How the streams fare, and what could not be judged. */
package org.medsentry.console.data;
