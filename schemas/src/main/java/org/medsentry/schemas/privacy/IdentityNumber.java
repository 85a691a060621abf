package org.medsentry.schemas.privacy;

import java.util.Locale;

/**
 * Document numbers of people as senders write them. One person must come out as one pseudonym, so a number is brought into
 * one form first: outer white space and full-width letters and digits, which Chinese input methods produce, go; letters
 * become capitals.
 */
public final class IdentityNumber {
    private static final int RESIDENT_LENGTH = 18;
    /** GB 11643-1999: weight of each of the first 17 digits, 2^(17-i) mod 11. */
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String CHECK_CHARACTERS = "10X98765432";

    private IdentityNumber() {}

    /** The form that pseudonyms are made of; empty if the number is blank. */
    public static String normalise(String number) {
        int start = 0;
        int end = number.length();
        while (start < end && isWhiteSpace(number.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(number.charAt(end - 1))) {
            end--;
        }
        boolean plain = true;
        for (int index = start; index < end && plain; index++) {
            char character = number.charAt(index);
            plain = character >= '0' && character <= '9' || character >= 'A' && character <= 'Z';
        }
        String trimmed = number.substring(start, end);
        return plain ? trimmed : halfWidth(trimmed).toUpperCase(Locale.ROOT);
    }

    private static String halfWidth(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.chars()
                .map(character -> character >= '！' && character <= '～' ? character - '！' + '!' : character)
                .forEach(character -> result.append((char) character));
        return result.toString();
    }

    /** Whether there is nothing but white space. */
    public static boolean isBlank(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!isWhiteSpace(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhiteSpace(char character) {
        if (character <= ' ') {
            return character == ' ' || character >= '\t' && character <= '\r';
        }
        return character >= '\u0080' && Character.isSpaceChar(character);
    }

    /** Whether a normalised number has the shape of a resident identity number: 17 digits, then a digit or X. */
    public static boolean isResidentNumber(String normalised) {
        if (normalised.length() != RESIDENT_LENGTH) {
            return false;
        }
        for (int index = 0; index < WEIGHTS.length; index++) {
            if (!isDigit(normalised.charAt(index))) {
                return false;
            }
        }
        char last = normalised.charAt(WEIGHTS.length);
        return last == 'X' || isDigit(last);
    }

    /** Whether the last character of a resident identity number is the one that GB 11643-1999 (MOD 11-2) asks for. */
    public static boolean checkCharacterHolds(String residentNumber) {
        return residentNumber.charAt(WEIGHTS.length) == checkCharacter(residentNumber);
    }

    /** The check character that belongs to the first 17 digits. */
    public static char checkCharacter(String residentNumber) {
        int sum = 0;
        for (int index = 0; index < WEIGHTS.length; index++) {
            sum += (residentNumber.charAt(index) - '0') * WEIGHTS[index];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
