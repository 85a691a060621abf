package org.medsentry.rules;

import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * Once a rule is met: how bad it is and what people are told.
 *
 * @param level where none of the levels holds; null for a rule that fires only where one of them does
 */
record Judgement(
        ResponsibilityTopic topic,
        Level level,
        List<LevelCase> levels,
        boolean raisesAlert,
        LocalisedTemplate title,
        LocalisedTemplate explanation,
        Figures figures) {

    /** The level that a rule takes where the condition holds. */
    record LevelCase(Level level, Node when) {}

    /** Figures that go with a firing; each may be null. */
    record Figures(Node observed, Node expected, Node threshold, Node score) {}

    /** The first case that holds, else the level itself. */
    Level firstLevel(Frame frame) {
        for (LevelCase levelCase : levels) {
            if (levelCase.when().value(frame) == Boolean.TRUE) {
                return levelCase.level();
            }
        }
        return level;
    }

    /** Null where there is none; documents have no infinite numbers. */
    static Double figure(Node node, Frame frame) {
        return node != null && node.value(frame) instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }
}
