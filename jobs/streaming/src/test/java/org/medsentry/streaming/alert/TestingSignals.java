package org.medsentry.streaming.alert;

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
final class TestingSignals {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private TestingSignals() {}

    static RoutedSignal signal(int number, Level level, String regionCode) {
        return signal("online-unlicensed", number, level, regionCode, "product-" + number);
    }

    static RoutedSignal signal(String ruleId, int number, Level level, String regionCode, String productName) {
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
                List.of(evidence));
        return new RoutedSignal(
                signal,
                RegionCodes.path(regionCode).stream()
                        .map(TestingSignals::region)
                        .toList(),
                List.of(unit("county-" + regionCode, Level.IV), unit("province", Level.II)));
    }

    /** A signal of a rule over {@code stream} with one record of each of these streams. */
    static Signal joined(String stream, String... evidenceStreams) {
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
                evidence);
    }

    private static RegionReference region(String code) {
        return new RegionReference(code, "区" + code, "Region " + code, RegionCodes.path(code));
    }

    private static Responsibility unit(String id, Level minLevel) {
        return new Responsibility(new UnitReference(id, new LocalisedText(id, id), UnitRole.LEAD), minLevel);
    }
}
