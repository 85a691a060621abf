package org.medsentry.rules;

import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.SubjectKey;

/**
 * By what a rule is matched and its alerts are grouped.
 *
 * @param rollUp a county code by which the rule is counted for county, city, province and nation, or null
 * @param shape the expressions as one text, equal for equal keys
 * @param meaning the same with definitions and parameters written out
 */
record RuleKey(String type, Node[] parts, Node rollUp, String shape, String meaning) {

    /** In the type of a rolled-up key, it stands for the level of the region. */
    static final String REGION = "region";

    private static final int CODE_DIGITS = 6;

    /** @return null where all parts are missing */
    SubjectKey of(Frame frame) {
        String value = value(frame);
        return value == null ? null : new SubjectKey(type, value);
    }

    /** One key, or one a level of the roll-up; none where all parts are missing. */
    List<SubjectKey> all(Frame frame) {
        String value = value(frame);
        if (value == null) {
            return List.of();
        }
        if (rollUp == null) {
            return List.of(new SubjectKey(type, value));
        }
        if (!(rollUp.value(frame) instanceof String county) || !isCountyCode(county)) {
            return List.of();
        }
        List<SubjectKey> keys = new ArrayList<>(RegionLevel.values().length);
        for (RegionLevel level : RegionLevel.values()) {
            keys.add(key(level, value, level.codeOf(county)));
        }
        return keys;
    }

    private static boolean isCountyCode(String code) {
        return code.length() >= CODE_DIGITS
                && code.chars().limit(CODE_DIGITS).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private SubjectKey key(RegionLevel level, String value, String code) {
        String levelType = type.substring(0, type.length() - REGION.length()) + level.key();
        return new SubjectKey(levelType, parts.length == 0 ? code : value + "|" + code);
    }

    private String value(Frame frame) {
        if (parts.length == 0) {
            return "";
        }
        StringBuilder value = new StringBuilder();
        boolean missing = true;
        for (int index = 0; index < parts.length; index++) {
            Object part = parts[index].value(frame);
            value.append(index == 0 ? "" : "|").append(part == null ? "" : part);
            missing &= part == null;
        }
        return missing ? null : value.toString();
    }
}
