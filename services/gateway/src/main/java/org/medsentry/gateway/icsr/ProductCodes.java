package org.medsentry.gateway.icsr;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * The product code of a drug. Where the sender gives a national drug code (14 digits that start with 86) as G.k.2.1.1b or
 * G.k.2.1.2b, it is that. Others get a code of the reserved range 8698 and ten digits that follow from what the report says of
 * the product: its identifier with the identifier's system (such as the United States' NDC), else name and holder of the
 * authorisation. So the same product has the same code in every report, and no catalogue knows it: rules that look at
 * categories or classes pass over it, rules that count by product do not.
 */
final class ProductCodes {
    private static final Pattern NATIONAL_DRUG_CODE = Pattern.compile("86\\d{12}");
    private static final String RESERVED_RANGE = "8698";
    private static final BigInteger CODES = BigInteger.TEN.pow(10);

    private ProductCodes() {}

    /** @param name G.k.2.2; @param holder G.k.3.3; @param code with its system, each null where it is missing */
    static String of(String code, String codeSystem, String name, String holder) {
        if (code != null && NATIONAL_DRUG_CODE.matcher(code).matches()) {
            return code;
        }
        String identity = code == null
                ? "name\n" + StableText.normalised(name == null ? "" : name) + "\n"
                        + StableText.normalised(holder == null ? "" : holder)
                : "code\n" + code + "\n" + codeSystem;
        long number = new BigInteger(1, StableText.sha256(identity)).mod(CODES).longValueExact();
        return RESERVED_RANGE + "%010d".formatted(number);
    }
}
