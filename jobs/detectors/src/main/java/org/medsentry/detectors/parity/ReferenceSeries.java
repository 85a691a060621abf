package org.medsentry.detectors.parity;

/**
 * A series of the reference, and what its methods were told about it.
 *
 * @param counts of all panes in order; the reference counts them from 1
 * @param yearsBack b of the Farrington family; 0 where it was not run
 * @param monitoredFrom first pane judged by cumulative sums; 0 where they were not run
 */
record ReferenceSeries(
        String name, double[] counts, int panesPerYear, int yearsBack, int halfWindow, int monitoredFrom) {}
