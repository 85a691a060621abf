package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.streaming.ingest.VersionedReport;
import org.medsentry.streaming.reference.ControlRecord;

class ReportJudgeTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    private static final String BY_LOT = """
            id: test-lot
            version: 1
            kind: count
            stream: adverse-reactions
            each: suspect
            topic: REACTION
            title: {zh: "测试", en: "a test"}
            key: {type: lot, value: [suspect.lotNumber]}
            within: 7 days
            measures:
              reports: {count: records}
            levels:
              - {level: III, when: reports >= 3}
            explanation: {zh: "{reports} 例", en: "{reports} reports"}
            """;

    private TwoInputStreamOperatorTestHarness<VersionedReport, ControlRecord, RoutedRecord> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new TwoInputStreamOperatorTestHarness<>(new JudgeOfStream<>(
                new ReportJudge(new TestingControl().rule(BY_LOT).loader())));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private List<String> judge(AdverseReaction current, AdverseReaction previous) throws Exception {
        int before = harness.extractOutputValues().size();
        harness.processElement1(new VersionedReport(current, previous), TIME.toEpochMilli());
        List<RoutedRecord> all = harness.extractOutputValues();
        return all.subList(before, all.size()).stream()
                .map(routed -> routed.key().value() + " counts " + routed.hits().size() + ", taken back "
                        + routed.withdrawals().size())
                .toList();
    }

    @Test
    void theFirstVersionTakesNothingBack() throws Exception {
        assertThat(judge(report(1, false, "L1", "L2"), null))
                .containsExactly("L1 counts 1, taken back 0", "L2 counts 1, taken back 0");
    }

    @Test
    void aFollowUpTakesBackWhereItCountsNoLonger() throws Exception {
        assertThat(judge(report(2, false, "L2", "L3"), report(1, false, "L1", "L2")))
                .containsExactly("L2 counts 1, taken back 0", "L3 counts 1, taken back 0", "L1 counts 0, taken back 1");
    }

    @Test
    void aWithdrawnReportIsTakenBackEverywhere() throws Exception {
        assertThat(judge(report(2, true, "L1", "L2"), report(1, false, "L1", "L2")))
                .containsExactly("L1 counts 0, taken back 1", "L2 counts 0, taken back 1");
        assertThat(judge(report(3, false, "L1"), report(2, true, "L1", "L2")))
                .as("a withdrawn version counted nothing")
                .containsExactly("L1 counts 1, taken back 0");
    }

    private static AdverseReaction report(int version, boolean nullified, String... lots) {
        return new AdverseReaction(
                "A1",
                "hospital",
                version,
                nullified,
                null,
                TIME,
                TIME,
                ReporterType.HOSPITAL,
                null,
                "500111",
                null,
                Arrays.stream(lots)
                        .map(lot -> new ReportedProduct("86988001000222", null, lot, null, ProductRole.SUSPECT))
                        .toList(),
                List.of(new ReportedReaction("10000001", null, null)),
                List.of(),
                Expectedness.UNKNOWN,
                null);
    }
}
