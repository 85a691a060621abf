package org.medsentry.streaming.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** The signal that stands for all alerts of a storm. */
final class StormSummary {

    private static final Subject NOTHING =
            new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private StormSummary() {}

    /** At least level III, so that somebody is told; evidence and place are those of the alert that made it a storm. */
    static Signal of(StormState storm, int mostAlerts, Duration interval, long now) {
        Alert first = storm.first();
        String name = Signal.STORM + "|" + first.alertId() + "|" + storm.count();
        String rule = first.ruleId();
        return new Signal(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                Signal.STORM,
                1,
                first.streams().get(0),
                Level.highest(Level.III, first.level()),
                List.of(),
                ResponsibilityTopic.OUTBREAK,
                new SubjectKey("rule", rule),
                NOTHING,
                first.region(),
                first.firstEventAt(),
                first.lastEventAt(),
                Instant.ofEpochMilli(now),
                (double) storm.count(),
                null,
                (double) mostAlerts,
                null,
                interval.toString(),
                new LocalisedText(
                        "预警风暴：" + first.title().zh(),
                        "Storm of alerts: " + first.title().en()),
                new LocalisedText(
                        "规则 " + rule + " 短时间内已产生 " + storm.count() + " 条新预警（阈值：" + interval.toSeconds() + " 秒内 "
                                + mostAlerts + " 条）。各条预警照常记录，其单独的通知暂缓发送。",
                        "Rule " + rule + " has opened " + storm.count() + " alerts in quick succession (limit: "
                                + mostAlerts
                                + " within " + interval.toSeconds()
                                + " s). Each is recorded; their own triggers are held back."),
                true,
                false,
                null,
                List.of(),
                first.evidence(),
                List.of());
    }
}
