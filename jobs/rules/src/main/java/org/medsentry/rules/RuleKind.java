package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a rule does. Every kind of the language is known by name; those that this version cannot judge yet are refused. */
public enum RuleKind {
    PATTERN,
    COUNT,
    ABSENCE,
    OUTLIER,
    BASELINE,
    DISPROPORTIONALITY,
    MODIFIER;

    /** As written in rule files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(RuleKind::key).toList();
    }

    static RuleKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
