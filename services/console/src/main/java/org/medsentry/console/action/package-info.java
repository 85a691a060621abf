/** What people do about alerts, on its way to the early-warning job, which alone changes them. */
package org.medsentry.console.action;
