package org.medsentry.desk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.Region;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * An exercise (演练): a signal that goes the way of every other, so that alert, units, triggers, channels and escalation are
 * those of an emergency, and all of them say that it is none.
 */
public final class Drill {

    private static final int COUNTY_DIGITS = 6;

    private final KafkaCluster cluster;

    public Drill(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts an exercise.
     *
     * @param regionCode of a county, city or province of the reference data
     * @throws DeskException if there is no such region
     */
    public Signal begin(Level level, String regionCode, ResponsibilityTopic topic, String reason, String actor) {
        RegionReference region = region(regionCode);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String eventId = UUID.randomUUID().toString();
        SubjectKey key = new SubjectKey("drill", regionCode + "|" + eventId.substring(0, 8));
        Signal signal = new Signal(
                UUID.nameUUIDFromBytes((Signal.DRILL + "|" + eventId).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                Signal.DRILL,
                1,
                Signal.DRILL,
                level,
                List.of(),
                topic,
                key,
                new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null),
                region,
                now,
                now,
                now,
                null,
                null,
                null,
                null,
                null,
                new LocalisedText("演练：" + region.nameZh(), "Drill: " + region.nameEn()),
                new LocalisedText(
                        "这是一次演练，不是真实事件。由 " + actor + " 发起：" + reason,
                        "This is a drill, not an emergency. Started by " + actor + ": " + reason),
                true,
                false,
                null,
                List.of(),
                List.of(new Evidence(Signal.DRILL, actor, eventId, now, null, null, null, null, null)),
                List.of());
        try (TopicWriter writer = new TopicWriter(cluster)) {
            writer.send(Topic.SIGNALS, key.value(), Documents.toJson(signal));
            writer.flush();
        }
        return signal;
    }

    /** Waits until the exercise has become an alert. */
    public Optional<Alert> await(Signal signal, TopicTail alerts, Duration limit) {
        AtomicReference<Alert> found = new AtomicReference<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (found.get() == null && System.nanoTime() < deadline) {
            alerts.poll(row -> {
                Alert alert = Documents.fromJson(row.value(), Alert.class);
                if (alert.key().equals(signal.key())) {
                    found.set(alert);
                }
            });
        }
        return Optional.ofNullable(found.get());
    }

    private RegionReference region(String code) {
        Map<String, Region> regions = new HashMap<>();
        cluster.readToEnd(Topic.REGIONS, row -> {
            if (row.value() == null) {
                regions.remove(new String(row.key(), StandardCharsets.UTF_8));
            } else {
                Region region = Documents.fromJson(row.value(), Region.class);
                regions.put(region.code(), region);
            }
        });
        Region region = regions.get(code);
        if (code.length() != COUNTY_DIGITS || region == null) {
            throw new DeskException("no region " + code + " in the reference data");
        }
        List<String> path = new ArrayList<>();
        for (Region at = region; at != null; at = at.parent() == null ? null : regions.get(at.parent())) {
            path.add(0, at.code());
        }
        return new RegionReference(region.code(), region.nameZh(), region.nameEn(), List.copyOf(path));
    }
}
