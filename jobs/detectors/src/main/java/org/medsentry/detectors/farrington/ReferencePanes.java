package org.medsentry.detectors.farrington;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which panes of the past make the baseline, and to which part of the year each belongs. Group {@code groups - 1} is the season of the
 * pane that is judged: the panes around it in past years. The rest of each year is cut into {@code groups - 1} parts of about the same
 * length, counted from the end of that season.
 *
 * @param panesAgo of each reference pane, the oldest first
 * @param groupOf the part of the year of each
 */
record ReferencePanes(int[] panesAgo, int[] groupOf, int groups) {

    static ReferencePanes of(ReferencePeriod period) {
        int halfWindow = period.halfWindow();
        int oldest = period.yearsBack() * period.panesPerYear() + halfWindow;
        int[] groups = new int[oldest + 1];
        Arrays.fill(groups, -1);
        Arrays.fill(groups, 0, halfWindow + 1, period.periods() - 1);
        for (int year = 1; year <= period.yearsBack(); year++) {
            int same = year * period.panesPerYear();
            Arrays.fill(groups, same - halfWindow, same + halfWindow + 1, period.periods() - 1);
            fillBetween(groups, same - halfWindow - 1, period);
        }
        Arrays.fill(groups, 0, Math.min(groups.length, period.panesNotIncluded() + 1), -1);
        int[] panesAgo = IntStream.rangeClosed(0, oldest)
                .map(index -> oldest - index)
                .filter(ago -> groups[ago] >= 0)
                .toArray();
        int[] groupOf = IntStream.of(panesAgo).map(ago -> groups[ago]).toArray();
        return new ReferencePanes(panesAgo, groupOf, period.periods());
    }

    /** The parts of one year; those that come first take what cannot be shared evenly. */
    private static void fillBetween(int[] groups, int first, ReferencePeriod period) {
        int parts = period.periods() - 1;
        if (parts == 0) {
            return;
        }
        int panes = period.panesPerYear() - 2 * period.halfWindow() - 1;
        int ago = first;
        for (int part = 0; part < parts; part++) {
            int length = panes / parts + (part < panes % parts ? 1 : 0);
            for (int pane = 0; pane < length; pane++) {
                groups[ago--] = part;
            }
        }
    }

    /** The same pane of past years and those around it, and nothing else: the baseline of Farrington et al. 1996. */
    static ReferencePanes windows(int yearsBack, int halfWindow, int panesPerYear) {
        int[] panesAgo = new int[yearsBack * (2 * halfWindow + 1)];
        int index = 0;
        for (int year = yearsBack; year >= 1; year--) {
            for (int beside = halfWindow; beside >= -halfWindow; beside--) {
                panesAgo[index++] = year * panesPerYear + beside;
            }
        }
        return new ReferencePanes(panesAgo, new int[panesAgo.length], 1);
    }

    int oldest() {
        return panesAgo[0];
    }
}
