package org.medsentry.schemas.codec;

/**
 * Reads the numbers that records really hold, such as 37.8 or 18.5, without the machinery for all others. With at most 15
 * digits, both the digits and the power of ten are exact doubles, so their quotient is the nearest double (Clinger 1990).
 */
final class ShortDecimal {
    private static final int MOST_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private ShortDecimal() {}

    /** The number, NaN if it has a sign, an exponent or too many digits; the characters are a JSON number. */
    static double parse(char[] text, int offset, int length) {
        if (length > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int decimals = 0;
        boolean behindPoint = false;
        for (int index = offset; index < offset + length; index++) {
            char character = text[index];
            if (character >= '0' && character <= '9') {
                digits = digits * 10 + character - '0';
                decimals += behindPoint ? 1 : 0;
            } else if (character == '.') {
                behindPoint = true;
            } else {
                return Double.NaN;
            }
        }
        return behindPoint || length <= MOST_DIGITS ? digits / POWERS_OF_TEN[decimals] : Double.NaN;
    }
}
