package org.medsentry.rules;

import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.SeriesPoint;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * One rule fired, on one record or on the last of several.
 *
 * @param level with the modifiers already applied
 * @param modifiers ids of the modifier rules that raised the level
 * @param observed the figure that the rule looked at, or null
 * @param expected the usual figure, or null
 * @param threshold the figure that it was held against, or null
 * @param score how unusual the figure is, or null
 * @param window ISO 8601 duration of what was looked at together, or null for a rule on one record
 * @param raisesAlert false for a signal that is only recorded and counted by other rules
 * @param shadow true if the rule is on trial
 * @param series the newest days or weeks of what a detector watches, oldest first; empty for other rules
 */
public record Firing(
        String ruleId,
        int ruleVersion,
        Level level,
        List<String> modifiers,
        ResponsibilityTopic topic,
        SubjectKey key,
        Subject subject,
        Double observed,
        Double expected,
        Double threshold,
        Double score,
        String window,
        LocalisedText title,
        LocalisedText explanation,
        boolean raisesAlert,
        boolean shadow,
        List<SeriesPoint> series) {

    /** The same, raised by a modifier. */
    Firing raised(Raise raise) {
        List<String> more = new ArrayList<>(modifiers);
        more.add(raise.modifierId());
        return with(
                level.raised(raise.levels()),
                List.copyOf(more),
                ModifierRule.joined(explanation, raise.explanation()),
                series);
    }

    /** The same, with the series that it stands out from. */
    public Firing beside(List<SeriesPoint> newSeries) {
        return with(level, modifiers, explanation, newSeries);
    }

    private Firing with(
            Level newLevel, List<String> newModifiers, LocalisedText newExplanation, List<SeriesPoint> newSeries) {
        return new Firing(
                ruleId,
                ruleVersion,
                newLevel,
                newModifiers,
                topic,
                key,
                subject,
                observed,
                expected,
                threshold,
                score,
                window,
                title,
                newExplanation,
                raisesAlert,
                shadow,
                newSeries);
    }
}
