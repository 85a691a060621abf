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

    private static final String WORDS = "\\+";
    private static final String PARTS = "\\|";

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

    /** Whether a part of a key is a region. */
    public static boolean isKeyOfRegion(SubjectKey key) {
        return ofKeyType(key.type()) != null || placeIn(key) >= 0;
    }

    /** Code of the region that is a part of a key, the last one where there are several. */
    public static String codeOf(SubjectKey key) {
        int place = ofKeyType(key.type()) != null ? -1 : placeIn(key);
        return place >= 0
                ? key.value().split(PARTS, -1)[place]
                : key.value().substring(key.value().lastIndexOf('|') + 1);
    }

    /** Which part of a key of several is a region, as in {@code county+category}; -1 where none is, or where it cannot be told. */
    private static int placeIn(SubjectKey key) {
        if (key.type().indexOf('+') < 0) {
            return -1;
        }
        String[] words = key.type().split(WORDS);
        for (int index = words.length - 1; index >= 0; index--) {
            if (ofKeyType(words[index]) != null) {
                return key.value().split(PARTS, -1).length == words.length ? index : -1;
            }
        }
        return -1;
    }

    /** Digits of a county code from the left that name its region of this level. */
    public int prefix() {
        return prefix;
    }

    /** Code of the region of this level around a county; {@code 000000} is the nation. */
    public String codeOf(String countyCode) {
        return countyCode.substring(0, prefix) + "0".repeat(DIGITS - prefix);
    }

    /** Code of the smallest region around two; {@code 000000} is the nation. */
    public static String around(String code, String other) {
        for (RegionLevel level : LEVELS) {
            if (code.startsWith(level.codeOf(other).substring(0, level.prefix))) {
                return code.equals(other) ? code : level.codeOf(code);
            }
        }
        throw new IllegalStateException("all lies in the nation");
    }

    /** The level of its parts, or null for a county. */
    public RegionLevel parts() {
        return this == COUNTY ? null : values()[ordinal() - 1];
    }
}
