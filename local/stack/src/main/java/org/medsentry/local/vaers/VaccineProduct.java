package org.medsentry.local.vaers;

import java.math.BigInteger;

/**
 * A vaccine type of one manufacturer, which is what the catalogue of an import lists: VAERS knows no product codes, and its
 * brand names vary in spelling for the same thing.
 *
 * @param productCode 8699 and ten digits; the same for the same type and manufacturer in every import
 */
record VaccineProduct(String productCode, String type, String manufacturer) {

    /** Type and manufacturer that VAERS itself writes where a report names none. */
    static final String UNKNOWN_TYPE = "UNK";

    static final String UNKNOWN_MANUFACTURER = "UNKNOWN MANUFACTURER";

    private static final String RESERVED_RANGE = "8699";
    private static final BigInteger CODES = BigInteger.TEN.pow(10);

    /** @param attempt 0, or more where the code of the attempt before belongs to another vaccine */
    static VaccineProduct of(String type, String manufacturer, int attempt) {
        String text = type + '\n' + manufacturer + (attempt == 0 ? "" : "\n" + attempt);
        long number = new BigInteger(1, StableCode.sha256(text)).mod(CODES).longValueExact();
        return new VaccineProduct(RESERVED_RANGE + "%010d".formatted(number), type, manufacturer);
    }
}
