package org.medsentry.streaming.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.document.TriggerUnit;
import org.medsentry.schemas.reference.UnitRole;

class StormGuardTest {

    private static final int MOST = 3;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final LocalisedText TEXT = new LocalisedText("标题", "title");

    private KeyedTwoInputStreamOperatorTestHarness<String, Alert, Trigger, Trigger> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new StormGuard(MOST, INTERVAL)),
                Alert::ruleId,
                Trigger::ruleId,
                Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static Alert alert(String ruleId, int number, Level level) {
        Instant time = Instant.EPOCH;
        return new Alert(
                "alert-" + number,
                1,
                ruleId,
                1,
                TEXT,
                level,
                level.rank(),
                AlertStatus.NEW,
                new SubjectKey("buyer", "b" + number),
                null,
                null,
                List.of("online-sales"),
                List.of(),
                time,
                time,
                time,
                time,
                time,
                1.0,
                null,
                null,
                null,
                null,
                TEXT,
                List.of(new Evidence("online-sales", "s", "e" + number, time, null, null, null, null, null)),
                1,
                1,
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Trigger trigger(String ruleId, int number, TriggerCause cause) {
        Instant time = Instant.EPOCH;
        return new Trigger(
                "trigger-" + number,
                0,
                false,
                cause,
                "alert-" + number,
                1,
                null,
                null,
                ruleId,
                Level.III,
                null,
                TEXT,
                TEXT,
                new SubjectKey("buyer", "b" + number),
                null,
                null,
                List.of(
                        new TriggerUnit("lead", TEXT, UnitRole.LEAD, List.of("webhook:a")),
                        new TriggerUnit("copy", TEXT, UnitRole.COPY, List.of())),
                List.of(),
                time,
                time,
                time,
                1,
                time);
    }

    private void open(String ruleId, int number) throws Exception {
        harness.processElement1(alert(ruleId, number, Level.II), 0);
        harness.processElement2(trigger(ruleId, number, TriggerCause.OPENED), 0);
    }

    private List<String> passed() {
        return harness.extractOutputValues().stream().map(Trigger::triggerId).toList();
    }

    private <T> List<T> side(OutputTag<T> tag) {
        return harness.getSideOutput(tag) == null
                ? List.of()
                : harness.getSideOutput(tag).stream()
                        .map(StreamRecord::getValue)
                        .toList();
    }

    @Test
    void aRuleThatRaisesManyOverTimeIsNoStorm() throws Exception {
        for (int number = 0; number < 20; number++) {
            harness.setProcessingTime(number * INTERVAL.toMillis() / MOST);
            open("rule", number);
        }

        assertThat(passed()).hasSize(20);
        assertThat(side(StormGuard.SIGNALS)).isEmpty();
    }

    @Test
    void pastTheRateOneSummaryStandsForAll() throws Exception {
        for (int number = 0; number < 10; number++) {
            open("rule", number);
        }
        open("another", 11);

        assertThat(passed()).containsExactly("trigger-0", "trigger-1", "trigger-2", "trigger-11");
        assertThat(side(StormGuard.SIGNALS)).singleElement().satisfies(signal -> {
            assertThat(signal.ruleId()).isEqualTo(Signal.STORM);
            assertThat(signal.key()).isEqualTo(new SubjectKey("rule", "rule"));
            assertThat(signal.level()).isEqualTo(Level.II);
            assertThat(signal.observed()).isEqualTo(MOST + 1);
            assertThat(signal.evidence()).isNotEmpty();
        });
        assertThat(side(StormGuard.ACTIONS))
                .as("each unit of each trigger that was held back")
                .hasSize(14)
                .allMatch(action -> action.delivery().state() == DeliveryState.WITHHELD)
                .extracting(AlertAction::actionId)
                .doesNotHaveDuplicates();
    }

    @Test
    void aStormThatLastsIsToldOfOnceAnInterval() throws Exception {
        for (int number = 0; number < 10; number++) {
            open("rule", number);
        }
        harness.setProcessingTime(INTERVAL.toMillis() - 1);
        open("rule", 10);
        harness.setProcessingTime(INTERVAL.toMillis());

        assertThat(side(StormGuard.SIGNALS)).extracting(Signal::observed).containsExactly(MOST + 1.0, 11.0);
        assertThat(side(StormGuard.SIGNALS)).extracting(Signal::signalId).doesNotHaveDuplicates();
    }

    @Test
    void whatClimbsIsNeverHeldBack() throws Exception {
        for (int number = 0; number < 10; number++) {
            open("rule", number);
        }
        harness.processElement2(trigger("rule", 99, TriggerCause.CLIMBED), 0);

        assertThat(passed()).contains("trigger-99");
    }

    @Test
    void exercisesAndSummariesPass() throws Exception {
        for (int number = 0; number < 10; number++) {
            open(Signal.DRILL, number);
            open(Signal.STORM, 100 + number);
        }

        assertThat(passed()).hasSize(20).allMatch(Objects::nonNull);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void whenItIsOverTriggersPassAgainAndNothingIsLeft() throws Exception {
        for (int number = 0; number < 10; number++) {
            open("rule", number);
        }
        harness.setProcessingTime(3 * INTERVAL.toMillis());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        open("rule", 20);
        assertThat(passed()).endsWith("trigger-20");
    }
}
