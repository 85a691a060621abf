package org.medsentry.rules;

import java.util.Locale;

/** The steps of a roll-up by GB/T 2260 codes: province 2, city 2, county 2 digits. */
public enum RegionLevel {
    COUNTY(6),
    CITY(4),
    PROVINCE(2),
    NATION(0);

    private static final int DIGITS = 6;

    private final int prefix;

    RegionLevel(int prefix) {
        this.prefix = prefix;
    }

    /** As in types of keys: {@code product+county}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Code of the region of this level around a county; {@code 000000} is the nation. */
    public String codeOf(String countyCode) {
        return countyCode.substring(0, prefix) + "0".repeat(DIGITS - prefix);
    }

    /** The level of its parts, or null for a county. */
    public RegionLevel parts() {
        return this == COUNTY ? null : values()[ordinal() - 1];
    }
}
