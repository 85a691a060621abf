package org.medsentry.local.simulator;

import java.time.LocalDate;

/** Makes resident identity numbers whose last character is the check of GB 11643 (ISO 7064 MOD 11-2). */
final class IdentityNumbers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private IdentityNumbers() {}

    /**
     * @param region six digits
     * @param sequence 0..999; odd for a man
     */
    static String of(String region, LocalDate birth, int sequence) {
        StringBuilder number = new StringBuilder(18)
                .append(region)
                .append(Digits.of(birth.getYear(), 4))
                .append(Digits.of(birth.getMonthValue(), 2))
                .append(Digits.of(birth.getDayOfMonth(), 2))
                .append(Digits.of(sequence, 3));
        return number.append(check(number)).toString();
    }

    static char check(CharSequence seventeenDigits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (seventeenDigits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }
}
