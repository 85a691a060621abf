package org.medsentry.detectors.catalogue;

/**
 * A figure by which a detector can be tuned.
 *
 * @param whole whether it is a whole number
 * @param least the least value allowed
 * @param most the greatest value allowed
 * @param standard what it is where nobody says anything
 * @param shapesState whether a series that was watched under another value cannot be watched on under this one, as where it says how
 *     many panes are remembered; false for mere thresholds
 */
public record DetectorSetting(
        String name, boolean whole, double least, double most, double standard, boolean shapesState) {

    /** A whole number that says how much is remembered, so that another value needs a new state. */
    static DetectorSetting memory(String name, int least, int most, int standard) {
        return new DetectorSetting(name, true, least, most, standard, true);
    }

    /** A number that says when to alarm. */
    static DetectorSetting threshold(String name, double least, double most, double standard) {
        return new DetectorSetting(name, false, least, most, standard, false);
    }

    /** Whether this is a value that it can take. */
    public boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    /** What it can be, for people. */
    public String range() {
        return (whole ? "a whole number from " : "a number from ") + shown(least) + " to " + shown(most);
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
