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

    private static final char BETWEEN_WORDS = '+';
    private static final char BETWEEN_PARTS = '|';

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

    /** Whether a text begins with so many digits. */
    static boolean startsWithDigits(String text, int digits) {
        if (text.length() < digits) {
            return false;
        }
        for (int index = 0; index < digits; index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The level that the type of a key ends in, or null: {@code county}, {@code product+city}. */
    public static RegionLevel ofKeyType(String type) {
        return ofWord(type, type.lastIndexOf(BETWEEN_WORDS) + 1, type.length());
    }

    private static RegionLevel ofWord(String type, int from, int to) {
        for (RegionLevel level : LEVELS) {
            if (to - from == level.key.length() && type.startsWith(level.key, from)) {
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
        String value = key.value();
        int place = ofKeyType(key.type()) != null ? -1 : placeIn(key);
        if (place < 0) {
            return value.substring(value.lastIndexOf(BETWEEN_PARTS) + 1);
        }
        int from = 0;
        for (int part = 0; part < place; part++) {
            from = value.indexOf(BETWEEN_PARTS, from) + 1;
        }
        int to = value.indexOf(BETWEEN_PARTS, from);
        return value.substring(from, to < 0 ? value.length() : to);
    }

    /** Which part of a key of several is a region, as in {@code county+category}; -1 where none is, or where it cannot be told. */
    private static int placeIn(SubjectKey key) {
        String type = key.type();
        int words = 1 + count(type, BETWEEN_WORDS);
        int to = type.length();
        for (int word = words - 1; word >= 0 && words > 1; word--) {
            int from = type.lastIndexOf(BETWEEN_WORDS, to - 1) + 1;
            if (ofWord(type, from, to) != null) {
                return 1 + count(key.value(), BETWEEN_PARTS) == words ? word : -1;
            }
            to = from - 1;
        }
        return -1;
    }

    private static int count(String text, char character) {
        int count = 0;
        for (int at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
            count++;
        }
        return count;
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
