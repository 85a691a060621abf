package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;

/**
 * What people see: graded, explained, with its evidence, followed to its end. One revision of it; the highest revision
 * is the truth.
 *
 * @param alertId name-based from rule id, key and opening event: the same input gives the same id
 * @param region the smallest region that holds all evidence; null where no record names one
 * @param openingEventAt stream time of the record that opened it; its month names the index, whatever comes later
 * @param evidence the newest records, at most 100
 * @param evidenceCount all records absorbed so far
 * @param signalCount signals absorbed so far
 * @param caseKey what alerts of one cause have in common; null where the rule groups by nothing
 * @param drill an exercise
 * @param inhibitedBy the alert that speaks for this one: it is recorded, but triggers nothing and does not escalate
 * @param silencedUntil end of the silence that a person set for it
 * @param escalateAt by when somebody has to acknowledge it; null once somebody has, or where nobody is left above
 * @param actions accepted actions, oldest first
 * @param deliveries newest state of each delivery, newest 100
 */
public record Alert(
        String alertId,
        int revision,
        String ruleId,
        int ruleVersion,
        LocalisedText title,
        Level level,
        int levelRank,
        AlertStatus status,
        SubjectKey key,
        Subject subject,
        RegionReference region,
        List<String> streams,
        List<String> modifiers,
        Instant firstEventAt,
        Instant lastEventAt,
        Instant raisedAt,
        Instant updatedAt,
        Instant openingEventAt,
        Double observed,
        Double expected,
        Double threshold,
        Double score,
        String window,
        LocalisedText explanation,
        List<Evidence> evidence,
        long evidenceCount,
        long signalCount,
        List<UnitReference> units,
        String previousAlertId,
        String caseKey,
        boolean drill,
        String inhibitedBy,
        Instant silencedUntil,
        String assignee,
        Instant escalateAt,
        Instant closedAt,
        List<ActionEntry> actions,
        List<Escalation> escalations,
        List<Delivery> deliveries) {}
