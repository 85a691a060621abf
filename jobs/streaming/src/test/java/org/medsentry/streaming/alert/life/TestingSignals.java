package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.UnitRole;
import org.medsentry.streaming.reference.RegionCodes;

/** Signals of one made-up rule at one seller, written by hand. */
public final class TestingSignals {

    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private TestingSignals() {}

    public static RoutedSignal signal(int number, Level level, String regionCode) {
        return signal("online-unlicensed", number, level, regionCode, "product-" + number);
    }

    public static RoutedSignal signal(String ruleId, int number, Level level, String regionCode, String productName) {
        Instant time = START.plusSeconds(60L * number);
        Evidence evidence =
                new Evidence("online-sales", "platform", "event-" + number, time, null, null, null, "P1", "S1");
        Subject subject =
                new Subject(null, productName, null, null, null, "S1", null, "P1", null, null, null, null, null);
        Signal signal = new Signal(
                "signal-" + ruleId + "-" + number,
                ruleId,
                1,
                "online-sales",
                level,
                List.of(),
                ResponsibilityTopic.ONLINE,
                new SubjectKey("seller", "S1"),
                subject,
                region(regionCode),
                time,
                time,
                time.plusMillis(250),
                (double) number,
                null,
                1.0,
                null,
                null,
                new LocalisedText("标题", "title"),
                new LocalisedText("说明 " + number, "explanation " + number),
                true,
                false,
                null,
                List.of(),
                List.of(evidence),
                List.of());
        return new RoutedSignal(
                signal,
                RegionCodes.path(regionCode).stream()
                        .map(TestingSignals::region)
                        .toList(),
                List.of(
                        unit("county-" + regionCode, Level.IV, 6),
                        unit("city", null, 4),
                        unit("province", Level.II, 2),
                        unit("nation", Level.I, 0)));
    }

    /** A signal of a rule over {@code stream} with one record of each of these streams. */
    public static Signal joined(String stream, String... evidenceStreams) {
        List<Evidence> evidence = Arrays.stream(evidenceStreams)
                .map(of -> new Evidence(of, "source", "event-" + of, START, null, null, null, null, null))
                .toList();
        return new Signal(
                "signal-" + stream,
                "trace-cloned",
                1,
                stream,
                Level.II,
                List.of(),
                ResponsibilityTopic.TRACE,
                new SubjectKey("traceCode", "81234567890123456789"),
                new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null),
                null,
                START,
                START,
                START,
                (double) evidence.size(),
                null,
                1.0,
                null,
                "P180D",
                new LocalisedText("标题", "title"),
                new LocalisedText("说明", "explanation"),
                true,
                false,
                null,
                List.of(),
                evidence,
                List.of());
    }

    private static RegionReference region(String code) {
        return new RegionReference(code, "区" + code, "Region " + code, RegionCodes.path(code));
    }

    private static Responsibility unit(String id, Level minLevel, int digits) {
        return new Responsibility(
                new UnitReference(id, new LocalisedText(id, id), UnitRole.LEAD),
                minLevel,
                digits,
                List.of("webhook:" + id));
    }

    /** A signal of another rule, key and case than those above. */
    public static RoutedSignal of(
            String ruleId,
            SubjectKey key,
            String caseKey,
            List<String> inhibits,
            int number,
            Level level,
            String regionCode) {
        RoutedSignal template = signal(ruleId, number, level, regionCode, "product");
        Signal signal = template.signal();
        return new RoutedSignal(
                new Signal(
                        signal.signalId() + "-" + key.value(),
                        ruleId,
                        signal.ruleVersion(),
                        signal.stream(),
                        level,
                        signal.modifiers(),
                        signal.topic(),
                        key,
                        signal.subject(),
                        signal.region(),
                        signal.firstEventAt(),
                        signal.lastEventAt(),
                        signal.detectedAt(),
                        signal.observed(),
                        signal.expected(),
                        signal.threshold(),
                        signal.score(),
                        signal.window(),
                        signal.title(),
                        signal.explanation(),
                        true,
                        false,
                        caseKey,
                        inhibits,
                        signal.evidence(),
                        signal.series()),
                template.regions(),
                template.responsibilities());
    }
}
