package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells emergency teams that an alert opened, climbed, escalated or was succeeded; on topic {@code triggers}, keyed by alert. Delivered
 * at least once to each channel of each unit.
 *
 * @param triggerId name-based from alert and revision; the idempotency key of every delivery
 * @param resend how often a person has sent it again
 * @param drill an exercise
 * @param previousLevel before it climbed, else null
 * @param units whom it goes to
 * @param alsoTold who was told of the alert before
 * @param createdAt wall clock of the job
 */
public record Trigger(
        String triggerId,
        int resend,
        boolean drill,
        TriggerCause cause,
        String alertId,
        int revision,
        String previousAlertId,
        String caseKey,
        String ruleId,
        Level level,
        Level previousLevel,
        LocalisedText title,
        LocalisedText explanation,
        SubjectKey key,
        Subject subject,
        RegionReference region,
        List<TriggerUnit> units,
        List<UnitReference> alsoTold,
        Instant firstEventAt,
        Instant lastEventAt,
        Instant raisedAt,
        long evidenceCount,
        Instant createdAt) {

    /** One for each channel of each unit, none of them tried; one without a channel for a unit that has none. */
    public List<Delivery> deliveries(DeliveryState state, Instant at, String error) {
        List<Delivery> deliveries = new ArrayList<>();
        for (TriggerUnit unit : units) {
            List<String> channels = unit.channels().isEmpty()
                    ? Collections.singletonList(null)
                    : unit.channels().stream().distinct().toList();
            for (String channel : channels) {
                deliveries.add(new Delivery(triggerId, resend, alertId, unit.id(), channel, state, 0, at, null, error));
            }
        }
        return deliveries;
    }
}
