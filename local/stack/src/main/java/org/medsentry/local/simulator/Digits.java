package org.medsentry.local.simulator;

/** Numbers with leading zeros, for the millions of numbers that records bear; {@code String.format} takes most of the time. */
final class Digits {

    private static final String ZEROS = "0".repeat(20);

    private Digits() {}

    /** @param value not negative */
    static String of(long value, int width) {
        String digits = Long.toString(value);
        return digits.length() >= width
                ? digits
                : ZEROS.substring(0, width - digits.length()).concat(digits);
    }
}
