/**
 * Is a reaction reported with a product more often than the rest of the reports lets expect? Measures of disproportionality over a table of
 * reports, and the table itself as a stream that can take back what it counted. All counts are distinct reports, never rows.
 */
package org.medsentry.detectors.disproportionality;
