package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.alert.life.Responsibility;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.TestingSignals;
import org.medsentry.streaming.reference.ControlRecord;

class SignalRouterTest {

    /** Only these are for topic ONLINE in region 99. */
    private static final List<ControlRecord> UNITS = List.of(
            unit(0, "county", "990102", "IV"),
            unit(1, "city", "990100", "IV"),
            unit(2, "province-emergency", "99", "II"),
            unit(3, "province", "990000", "IV"),
            unit(4, "other-county", "990103", "IV"));

    private static ControlRecord unit(int offset, String id, String prefix, String minLevel) {
        String row = """
                {"unitId":"%s","nameZh":"单位","nameEn":"Unit","regionPrefix":"%s","topics":["ONLINE"],"minLevel":"%s",\
                "role":"LEAD","channels":["webhook:%s"]}""".formatted(id, prefix, minLevel, id);
        return new ControlRecord(
                Topic.UNITS, "units", id, row.getBytes(StandardCharsets.UTF_8), 0, offset, Instant.EPOCH);
    }

    @Test
    void unitsOfTheRegionsAroundAreKnownForWhenItEscalates() throws Exception {
        Signal signal = TestingSignals.signal(1, Level.III, "990102").signal();
        List<Responsibility> found = new ArrayList<>();
        try (var harness = new TwoInputStreamOperatorTestHarness<Signal, ControlRecord, RoutedSignal>(
                new SignalRouter((topics, rows) -> UNITS.forEach(rows)))) {
            harness.open();
            harness.processElement1(new StreamRecord<>(signal));
            harness.extractOutputValues().forEach(routed -> found.addAll(routed.responsibilities()));
        }

        assertThat(found)
                .filteredOn(unit -> unit.unit().name().en().equals("Unit"))
                .extracting(
                        unit -> unit.unit().id() + " " + unit.minLevel() + " " + unit.digits() + " " + unit.channels())
                .containsExactlyInAnyOrder(
                        "county IV 6 [webhook:county]",
                        "city null 4 [webhook:city]",
                        "province-emergency II 2 [webhook:province-emergency]",
                        "province null 2 [webhook:province]");
    }
}
