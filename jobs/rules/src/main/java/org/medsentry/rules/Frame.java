package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import org.medsentry.schemas.document.RegionReference;

/**
 * What an expression looks at while it is evaluated: the facts where the record is, captures, figures and the records of
 * steps behind the shuffle, and the variables of list macros. One per set of rules.
 */
final class Frame {

    private static final int SLOTS = 8;

    Facts facts;

    /** Of a report, its suspected products; else empty. */
    List<Facts> suspects = List.of();

    Captures captures;
    Object[] figures;
    RegionReference region;
    StepRecords steps;
    Object[] locals = new Object[SLOTS];

    /** Why the last value could not be computed, where the reason is a fault and not a missing value; else null. */
    String fault;

    /** @return null, the value that could not be computed */
    Object fault(String reason) {
        fault = reason;
        return null;
    }

    void reserve(int slots) {
        if (slots > locals.length) {
            locals = Arrays.copyOf(locals, slots);
        }
    }
}
