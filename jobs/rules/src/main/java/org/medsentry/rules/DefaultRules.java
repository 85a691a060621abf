package org.medsentry.rules;

import java.util.Map;

/** The catalogue of rules that ships with the product. */
public final class DefaultRules {

    private DefaultRules() {}

    /** The YAML texts by file name, in the order of the names. */
    public static Map<String, String> files() {
        return Map.of();
    }
}
