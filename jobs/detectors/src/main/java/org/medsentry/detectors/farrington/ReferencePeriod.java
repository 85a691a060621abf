package org.medsentry.detectors.farrington;

/**
 * Which past the baseline of Farrington flexible is taken from; names in brackets are those of R's farringtonFlexible.
 *
 * @param yearsBack years of the baseline (b)
 * @param halfWindow panes on each side of the same pane in a past year that count as its season (w)
 * @param panesPerYear 52 for weeks, 12 for months
 * @param periods parts of a year with a level of their own, the current season one of them; 1 for the windows alone (noPeriods)
 * @param panesNotIncluded newest panes left out, for an outbreak may have begun (pastWeeksNotIncluded)
 */
public record ReferencePeriod(int yearsBack, int halfWindow, int panesPerYear, int periods, int panesNotIncluded) {

    public ReferencePeriod {
        if (yearsBack < 1 || halfWindow < 0 || 2 * halfWindow + 1 > panesPerYear) {
            throw new IllegalArgumentException(
                    "yearsBack is " + yearsBack + ", halfWindow " + halfWindow + ", panesPerYear " + panesPerYear
                            + ": at least 1, at least 0, and a window no longer than a year");
        }
        if (periods < 1 || periods - 1 > panesPerYear - 2 * halfWindow - 1) {
            throw new IllegalArgumentException("periods are " + periods + ", but a year has only " + panesPerYear
                    + " panes, " + (2 * halfWindow + 1) + " of them in the season");
        }
        if (panesNotIncluded < 0 || panesNotIncluded >= panesPerYear - halfWindow) {
            throw new IllegalArgumentException("panesNotIncluded is " + panesNotIncluded
                    + ", it has to be at least 0 and to spare the seasons of past years");
        }
    }
}
