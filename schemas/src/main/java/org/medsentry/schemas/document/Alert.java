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
        String previousAlertId) {}
