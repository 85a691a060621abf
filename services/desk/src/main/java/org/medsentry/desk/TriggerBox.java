package org.medsentry.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;

/** The triggers on their topic, how they fare, and how one is sent again. */
public final class TriggerBox {

    private final KafkaCluster cluster;

    /** A trigger with the newest state of each delivery of it. */
    public record SentTrigger(Trigger trigger, List<Delivery> deliveries) {}

    public TriggerBox(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** All of them, in the order in which they were made; of one that was sent again, each time. */
    public List<SentTrigger> all() {
        Map<String, Trigger> triggers = new LinkedHashMap<>();
        cluster.readToEnd(Topic.TRIGGERS, row -> {
            Trigger trigger = Documents.fromJson(row.value(), Trigger.class);
            triggers.putIfAbsent(trigger.triggerId() + "|" + trigger.resend(), trigger);
        });
        Map<String, Delivery> newest = new LinkedHashMap<>();
        cluster.readToEnd(Topic.DELIVERIES, row -> {
            if (row.value() != null) {
                Delivery delivery = Documents.fromJson(row.value(), Delivery.class);
                newest.put(delivery.id(), delivery);
            }
        });
        Map<String, List<Delivery>> byTrigger = new LinkedHashMap<>();
        newest.values()
                .forEach(delivery -> byTrigger
                        .computeIfAbsent(delivery.triggerId() + "|" + delivery.resend(), id -> new ArrayList<>())
                        .add(delivery));
        return triggers.entrySet().stream()
                .map(entry -> new SentTrigger(entry.getValue(), byTrigger.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    /**
     * Sends a trigger once more, with the same idempotency key.
     *
     * @param unitId only to this unit, or null
     * @throws DeskException if there is no such trigger, or it does not go to that unit
     */
    public Trigger resend(String triggerId, String unitId) {
        Optional<Trigger> latest = all().stream()
                .map(SentTrigger::trigger)
                .filter(trigger -> trigger.triggerId().equals(triggerId))
                .reduce((first, second) -> second.resend() > first.resend() ? second : first);
        Trigger trigger = latest.orElseThrow(() -> new DeskException("no trigger " + triggerId));
        List<TriggerUnit> units = trigger.units().stream()
                .filter(unit -> unitId == null || unit.id().equals(unitId))
                .toList();
        if (units.isEmpty()) {
            throw new DeskException("trigger " + triggerId + " does not go to " + unitId);
        }
        Trigger again = again(trigger, units);
        try (TopicWriter writer = new TopicWriter(cluster)) {
            writer.send(Topic.TRIGGERS, again.alertId(), Documents.toJson(again));
            writer.flush();
        }
        return again;
    }

    private static Trigger again(Trigger trigger, List<TriggerUnit> units) {
        return new Trigger(
                trigger.triggerId(),
                trigger.resend() + 1,
                trigger.drill(),
                trigger.cause(),
                trigger.alertId(),
                trigger.revision(),
                trigger.previousAlertId(),
                trigger.caseKey(),
                trigger.ruleId(),
                trigger.level(),
                trigger.previousLevel(),
                trigger.title(),
                trigger.explanation(),
                trigger.key(),
                trigger.subject(),
                trigger.region(),
                units,
                trigger.alsoTold(),
                trigger.firstEventAt(),
                trigger.lastEventAt(),
                trigger.raisedAt(),
                trigger.evidenceCount(),
                trigger.createdAt());
    }
}
