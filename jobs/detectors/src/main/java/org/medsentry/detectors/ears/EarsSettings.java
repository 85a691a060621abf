package org.medsentry.detectors.ears;

/**
 * What the methods of EARS can be told.
 *
 * @param baselineLength panes of the baseline, at least 2
 * @param minimumDeviation a smaller standard deviation of the baseline is raised to it, so that a flat baseline does not alarm at the
 *     first case; 0 for none
 * @param threshold score above which the method alarms
 * @param minimumObserved with fewer observed panes in the baseline nothing is judged, 2 up to the baseline's length
 */
public record EarsSettings(int baselineLength, double minimumDeviation, double threshold, int minimumObserved) {

    public EarsSettings {
        if (baselineLength < 2) {
            throw new IllegalArgumentException("baselineLength is " + baselineLength + ", it has to be at least 2");
        }
        if (!(minimumDeviation >= 0)) {
            throw new IllegalArgumentException("minimumDeviation is " + minimumDeviation + ", it has to be >= 0");
        }
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold is not a number");
        }
        if (minimumObserved < 2 || minimumObserved > baselineLength) {
            throw new IllegalArgumentException(
                    "minimumObserved is " + minimumObserved + ", it has to be 2.." + baselineLength);
        }
    }

    /** Asks for five observed panes in each seven of the baseline. */
    public static EarsSettings of(int baselineLength, double minimumDeviation, double threshold) {
        return new EarsSettings(baselineLength, minimumDeviation, threshold, Math.max(2, (baselineLength * 5 + 6) / 7));
    }
}
