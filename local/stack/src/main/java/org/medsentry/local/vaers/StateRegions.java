package org.medsentry.local.vaers;

import java.util.Map;

/** The reserved region codes 99.. that stand for the states of the United States, beside China's codes. */
final class StateRegions {

    static final String UNKNOWN = "990000";

    private final Map<String, NamedCodes.Entry> states = NamedCodes.states();

    /** @return 990000 where the state is missing or not one of the United States */
    String code(String state) {
        NamedCodes.Entry entry = state == null ? null : states.get(state);
        return entry == null ? UNKNOWN : code(entry);
    }

    boolean isState(String state) {
        return states.containsKey(state);
    }

    static String code(NamedCodes.Entry state) {
        return "99" + state.number() + "00";
    }

    Iterable<NamedCodes.Entry> all() {
        return states.values();
    }
}
