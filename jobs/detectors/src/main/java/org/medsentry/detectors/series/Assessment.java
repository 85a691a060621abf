package org.medsentry.detectors.series;

/**
 * What a detector says of one pane.
 *
 * @param judged false where nothing can be said: the series is too young, or the pane or too much of its baseline was not observed;
 *     then all figures are NaN
 * @param expected the count that the baseline lets expect
 * @param upperBound the count above which the detector alarms; NaN for a detector without one
 * @param score the method's own statistic, higher is stranger
 * @param pValue probability of as high a count without an outbreak; NaN for a method that gives none
 * @param alarm whether the method raises an alarm
 */
public record Assessment(
        boolean judged, double expected, double upperBound, double score, double pValue, boolean alarm) {

    public static final Assessment NOT_JUDGED =
            new Assessment(false, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);

    public static Assessment of(double expected, double upperBound, double score, double pValue, boolean alarm) {
        return new Assessment(true, expected, upperBound, score, pValue, alarm);
    }
}
