package org.medsentry.schemas.privacy;

/** Phone numbers as senders write them: with spaces, hyphens and brackets, with +86 or 0086 or neither. */
final class PhoneNumber {
    private static final int MOBILE_LENGTH = 11;

    private PhoneNumber() {}

    /** The digits alone, without China's country code before a mobile number; the normalised text if there is no digit. */
    static String normalise(String phone) {
        String text = IdentityNumber.normalise(phone);
        StringBuilder digits = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            }
        }
        if (digits.isEmpty()) {
            return text;
        }
        for (String countryCode : new String[] {"0086", "86"}) {
            int rest = digits.length() - countryCode.length();
            if (rest == MOBILE_LENGTH && digits.indexOf(countryCode) == 0) {
                return digits.substring(countryCode.length());
            }
        }
        return digits.toString();
    }
}
