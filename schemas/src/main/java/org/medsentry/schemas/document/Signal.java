package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * Machine speech: a rule fired for a key on these records. It carries its own words and routing, so that an alert needs
 * nothing but signals.
 *
 * @param signalId name-based from rule id, key and the deciding record, so that a replay gives the same id
 * @param modifiers ids of the modifier rules that raised the level
 * @param topic which responsible units it concerns
 * @param window length of the rule's window as an ISO 8601 duration, or null for a rule on one event
 * @param raisesAlert false for a signal that is only recorded and counted by other rules
 * @param caseKey what alerts of one cause have in common; null on the topic: the early-warning job asks the rule that is in force
 *     when the alert is made
 * @param inhibits rules whose alerts of the same case tell nobody while this one's is open; empty on the topic, for the same reason
 * @param shadow true if the rule is on trial: recorded, never an alert
 * @param series of a rule that watches a series: its newest days or weeks up to the one that is told of, oldest first; else empty
 */
public record Signal(
        String signalId,
        String ruleId,
        int ruleVersion,
        String stream,
        Level level,
        List<String> modifiers,
        ResponsibilityTopic topic,
        SubjectKey key,
        Subject subject,
        RegionReference region,
        Instant firstEventAt,
        Instant lastEventAt,
        Instant detectedAt,
        Double observed,
        Double expected,
        Double threshold,
        Double score,
        String window,
        LocalisedText title,
        LocalisedText explanation,
        boolean raisesAlert,
        boolean shadow,
        String caseKey,
        List<String> inhibits,
        List<Evidence> evidence,
        List<SeriesPoint> series) {

    /** The rule id of exercises. */
    public static final String DRILL = "drill";

    /** The rule id of the one alert that stands for too many of a rule at once. */
    public static final String STORM = "alert-storm";

    /** The rule id of what tells that a rule had to be stopped on a record. */
    public static final String CONTAINED = "rule-contained";

    /** The same, as it is grouped with others; rules say how, and the one in force when an alert is made counts. */
    public Signal inCase(String newCaseKey, List<String> newInhibits) {
        return new Signal(
                signalId,
                ruleId,
                ruleVersion,
                stream,
                level,
                modifiers,
                topic,
                key,
                subject,
                region,
                firstEventAt,
                lastEventAt,
                detectedAt,
                observed,
                expected,
                threshold,
                score,
                window,
                title,
                explanation,
                raisesAlert,
                shadow,
                newCaseKey,
                newInhibits,
                evidence,
                series);
    }
}
