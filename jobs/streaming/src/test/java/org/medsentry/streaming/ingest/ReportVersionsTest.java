package org.medsentry.streaming.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;

class ReportVersionsTest {

    private static final Instant REPORTED = Instant.parse("2026-03-01T08:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, AdverseReaction, VersionedReport> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AdverseReaction, VersionedReport> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ReportVersions(Duration.ofDays(10))),
                ReportVersions::reportKey,
                Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void send(String eventId, int version) throws Exception {
        harness.processElement(report(eventId, version), REPORTED.toEpochMilli());
    }

    static AdverseReaction report(String eventId, int version) {
        return new AdverseReaction(
                eventId,
                "hospital",
                version,
                false,
                null,
                REPORTED,
                REPORTED,
                ReporterType.HOSPITAL,
                null,
                "500111",
                null,
                List.of(new ReportedProduct("86988001000222", null, null, null, ProductRole.SUSPECT)),
                List.of(new ReportedReaction("10000001", null, null)),
                List.of(),
                Expectedness.UNKNOWN,
                null);
    }

    @Test
    void onlyHigherVersionsPassEachWithTheOneThatItReplaces() throws Exception {
        send("A", 1);
        send("A", 1);
        send("A", 3);
        send("A", 2);
        send("B", 2);
        send("A", 4);

        assertThat(harness.extractOutputValues())
                .extracting(report -> name(report.previous()) + " -> " + name(report.current()))
                .containsExactly("- -> A1", "A1 -> A3", "- -> B2", "A3 -> A4");
    }

    private static String name(AdverseReaction report) {
        return report == null ? "-" : report.eventId() + report.version();
    }

    @Test
    void whatIsToBeTakenBackSurvivesARestore() throws Exception {
        send("A", 1);
        var checkpoint = harness.snapshot(1, 1);
        close();
        harness = harness();
        harness.initializeState(checkpoint);
        harness.open();

        send("A", 2);

        assertThat(harness.extractOutputValues()).containsExactly(new VersionedReport(report("A", 2), report("A", 1)));
    }

    @Test
    void forgetsAReportAfterTheRetention() throws Exception {
        send("A", 1);
        harness.processWatermark(REPORTED.plus(Duration.ofDays(5)).toEpochMilli());
        send("A", 2);
        send("B", 1);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(4);

        harness.processWatermark(REPORTED.plus(Duration.ofDays(16)).toEpochMilli());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
