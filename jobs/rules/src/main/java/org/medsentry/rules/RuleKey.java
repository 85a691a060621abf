package org.medsentry.rules;

import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.SubjectKey;

/**
 * By what a rule is matched and its alerts are grouped.
 *
 * @param parts a part that is a list makes a key for each of its elements, and none where it is empty
 * @param rollUp a county code by which the rule is counted for county, city, province and nation, or null
 * @param shape the expressions as one text, equal for equal keys
 * @param meaning the same with definitions and parameters written out
 * @param others keys of other types by which the rule is matched as well; mostly none
 */
record RuleKey(String type, Node[] parts, Node rollUp, String shape, String meaning, List<RuleKey> others) {

    /** In the type of a rolled-up key, it stands for the level of the region. */
    static final String REGION = "region";

    /** @return null where all parts are missing */
    SubjectKey of(Frame frame) {
        String value = value(frame);
        return value == null ? null : new SubjectKey(type, value);
    }

    /** The first of several keys by which a rule is matched. */
    static RuleKey first(List<RuleKey> keys) {
        RuleKey first = keys.get(0);
        StringBuilder shape = new StringBuilder(first.shape);
        StringBuilder meaning = new StringBuilder(first.meaning);
        for (RuleKey other : keys.subList(1, keys.size())) {
            shape.append("and ").append(other.type).append('\n').append(other.shape);
            meaning.append("and ").append(other.type).append('\n').append(other.meaning);
        }
        return new RuleKey(
                first.type,
                first.parts,
                first.rollUp,
                shape.toString(),
                meaning.toString(),
                List.copyOf(keys.subList(1, keys.size())));
    }

    /** The types of all keys, for people. */
    String types() {
        StringBuilder types = new StringBuilder(type);
        others.forEach(other -> types.append(", ").append(other.type));
        return types.toString();
    }

    /** One key, or one a level of the roll-up or an element of a list; none where all parts are missing. */
    List<SubjectKey> all(Frame frame) {
        if (others.isEmpty()) {
            return own(frame);
        }
        List<SubjectKey> keys = new ArrayList<>(own(frame));
        others.forEach(other -> keys.addAll(other.own(frame)));
        return keys;
    }

    private List<SubjectKey> own(Frame frame) {
        Object[] values = new Object[parts.length];
        for (int index = 0; index < parts.length; index++) {
            values[index] = parts[index].value(frame);
            // a text, as nearly all are, is told at once; whether a class is a list takes a search
            if (!(values[index] instanceof String) && values[index] instanceof List<?> elements) {
                return ofEach(elements, index, frame);
            }
        }
        String value = joined(values);
        if (value == null) {
            return List.of();
        }
        if (rollUp == null) {
            return List.of(new SubjectKey(type, value));
        }
        if (!(rollUp.value(frame) instanceof String county)
                || !RegionLevel.startsWithDigits(county, RegionLevel.DIGITS)) {
            return List.of();
        }
        List<SubjectKey> keys = new ArrayList<>(RegionLevel.values().length);
        for (RegionLevel level : RegionLevel.values()) {
            keys.add(key(level, value, level.codeOf(county)));
        }
        return keys;
    }

    private List<SubjectKey> ofEach(List<?> elements, int index, Frame frame) {
        List<SubjectKey> keys = new ArrayList<>();
        for (Object element : elements) {
            Node[] single = parts.clone();
            single[index] = ignored -> element;
            keys.addAll(new RuleKey(type, single, rollUp, shape, meaning, List.of()).own(frame));
        }
        return keys;
    }

    private SubjectKey key(RegionLevel level, String value, String code) {
        String levelType = type.substring(0, type.length() - REGION.length()) + level.key();
        return new SubjectKey(levelType, parts.length == 0 ? code : value + "|" + code);
    }

    private String value(Frame frame) {
        Object[] values = new Object[parts.length];
        for (int index = 0; index < parts.length; index++) {
            values[index] = parts[index].value(frame);
        }
        return joined(values);
    }

    /** Null where all are missing. */
    private static String joined(Object[] values) {
        if (values.length == 1) {
            return values[0] == null ? null : values[0].toString();
        }
        StringBuilder text = new StringBuilder();
        boolean missing = values.length > 0;
        for (int index = 0; index < values.length; index++) {
            text.append(index == 0 ? "" : "|").append(values[index] == null ? "" : values[index]);
            missing &= values[index] == null;
        }
        return missing ? null : text.toString();
    }
}
