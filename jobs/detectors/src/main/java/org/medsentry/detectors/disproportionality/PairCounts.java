package org.medsentry.detectors.disproportionality;

/**
 * The two-by-two table of a product and a reaction, given by its margins: all measures are functions of these four counts of distinct
 * reports.
 *
 * @param together reports that name both, the "observed" of all measures
 * @param product reports that name the product
 * @param reaction reports that name the reaction
 * @param reports all reports
 */
public record PairCounts(long together, long product, long reaction, long reports) {

    public PairCounts {
        if (together < 0
                || together > product
                || together > reaction
                || product > reports
                || reaction > reports
                || product + reaction - together > reports) {
            throw new IllegalArgumentException("no table of reports: " + together + " with both, " + product
                    + " with the product, " + reaction + " with the reaction, of " + reports);
        }
    }

    /** How many reports would name both if the two had nothing to do with each other. */
    public double expected() {
        return (double) product * reaction / reports;
    }

    public long productOnly() {
        return product - together;
    }

    public long reactionOnly() {
        return reaction - together;
    }

    public long neither() {
        return reports - product - reaction + together;
    }
}
