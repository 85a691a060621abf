package org.medsentry.rules;

import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * One rule fired on one record.
 *
 * @param level with the modifiers already applied
 * @param modifiers ids of the modifier rules that raised the level
 * @param observed the figure that the rule looked at, or null
 * @param expected null for a rule on one record
 * @param threshold the figure that it was held against, or null
 * @param raisesAlert false for a signal that is only recorded and counted by other rules
 * @param shadow true if the rule is on trial
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
        LocalisedText title,
        LocalisedText explanation,
        boolean raisesAlert,
        boolean shadow) {}
