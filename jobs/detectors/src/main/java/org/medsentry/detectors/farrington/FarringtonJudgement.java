package org.medsentry.detectors.farrington;

import org.medsentry.detectors.series.Assessment;

/**
 * What the Farrington family says of a pane, with what an {@link Assessment} has no place for.
 *
 * @param dispersion variance over mean of the baseline, at least 1
 * @param trend change of the logarithm a pane; NaN where none is kept
 * @param enoughCases false where there were too few cases lately for an alarm
 */
public record FarringtonJudgement(
        double expected,
        double upperBound,
        double score,
        double pValue,
        double dispersion,
        double trend,
        boolean enoughCases,
        boolean alarm) {

    /** Without upper bound where no count can alarm. */
    public Assessment assessment() {
        return Assessment.of(expected, enoughCases ? upperBound : Double.NaN, score, pValue, alarm);
    }
}
