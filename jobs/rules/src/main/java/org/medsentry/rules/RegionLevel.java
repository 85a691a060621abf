package org.medsentry.rules;

import java.util.Locale;
import org.medsentry.schemas.document.SubjectKey;

/** The steps of a roll-up by GB/T 2260 codes: province 2, city 2, county 2 digits. */
public enum RegionLevel {
    COUNTY(6),
    CITY(4),
    PROVINCE(2),
    NATION(0);

    /** Of a county code. */
    static final int DIGITS = 6;

    private static final RegionLevel[] LEVELS = values();

    private final int prefix;
    private final String key;

    RegionLevel(int prefix) {
        this.prefix = prefix;
        this.key = name().toLowerCase(Locale.ROOT);
    }

    /** As in types of keys: {@code product+county}. */
    public String key() {
        return key;
    }

    /** The level that the type of a key ends in, or null: {@code county}, {@code product+city}. */
    public static RegionLevel ofKeyType(String type) {
        int last = type.lastIndexOf('+') + 1;
        for (RegionLevel level : LEVELS) {
            String key = level.key;
            if (type.length() - last == key.length() && type.endsWith(key)) {
                return level;
            }
        }
        return null;
    }

    /** Whether the last part of a key is a region. */
    public static boolean isKeyOfRegion(SubjectKey key) {
        return ofKeyType(key.type()) != null;
    }

    /** Code of the region that is the last part of a key. */
    public static String codeOf(SubjectKey key) {
        return key.value().substring(key.value().lastIndexOf('|') + 1);
    }

    /** Digits of a county code from the left that name its region of this level. */
    public int prefix() {
        return prefix;
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
