package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a record a rule judges one by one. */
enum Each {
    /** The record as a whole. */
    RECORD,
    /** Every suspected or interacting product of a report. */
    SUSPECT,
    /** Every category of the product that was sold. */
    CATEGORY;

    /** As written in rule files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Each::key).toList();
    }

    static Each of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean existsIn(RuleStream stream) {
        return switch (this) {
            case RECORD -> true;
            case SUSPECT -> stream == RuleStream.ADVERSE_REACTIONS;
            case CATEGORY -> stream == RuleStream.PURCHASE_REGISTRATIONS || stream == RuleStream.ONLINE_SALES;
        };
    }

    /** Said where it is written for another stream. */
    String onlyIn() {
        return this == SUSPECT
                ? "only adverse-reactions have suspected products to judge one by one"
                : "only purchase-registrations and online-sales have categories to judge one by one";
    }
}
