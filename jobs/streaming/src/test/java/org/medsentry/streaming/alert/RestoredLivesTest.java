package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.TestingActions;
import org.medsentry.streaming.alert.life.TestingSignals;

/** An operator that is restored again and again puts out what one does that runs through, to the letter; on RocksDB too. */
class RestoredLivesTest {

    private static final int EVENTS = 600;
    private static final String PRODUCT = "86900000000017";

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void restoresLoseNothingAndDoubleNothing(long seed) throws Exception {
        List<Object> undisturbed = run(seed, Integer.MAX_VALUE, new HashMapStateBackend());
        List<Object> restored =
                run(seed, 17, seed == 1 ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend());

        for (int place = 0; place < Math.min(restored.size(), undisturbed.size()); place++) {
            assertThat(restored.get(place)).as("output %d", place).isEqualTo(undisturbed.get(place));
        }
        assertThat(restored.size()).isGreaterThan(EVENTS / 2).isEqualTo(undisturbed.size());
    }

    private static List<Object> run(long seed, int restoreEach, StateBackend backend) throws Exception {
        TestingActions.restart();
        Random random = new Random(seed);
        List<Object> output = new ArrayList<>();
        try (TestingAlertWriter writer = new TestingAlertWriter(Duration.ZERO, TestingAlertWriter.SETTINGS, backend)) {
            List<String> alertIds = new ArrayList<>();
            long minute = 0;
            for (int event = 1; event <= EVENTS; event++) {
                minute += random.nextInt(3);
                Instant now = TestingSignals.START.plus(Duration.ofMinutes(minute));
                writer.clock(now);
                happens(random, writer, event, now, alertIds);
                writer.alerts().forEach(alert -> alertIds.add(alert.alertId()));
                output.addAll(writer.takeAll());
                if (event % restoreEach == 0) {
                    writer.restore(writer.checkpoint(), now);
                }
            }
            writer.clock(TestingSignals.START.plus(Duration.ofDays(400)));
            output.addAll(writer.takeAll());
        }
        return output;
    }

    private static void happens(Random random, TestingAlertWriter writer, int event, Instant now, List<String> alertIds)
            throws Exception {
        RoutedSignal signal = signal(random, event);
        int dice = random.nextInt(20);
        if (dice < 8 || alertIds.isEmpty()) {
            writer.send(signal);
        } else if (dice < 19) {
            ActionType type = ActionType.values()[random.nextInt(ActionType.values().length)];
            String alertId = writer.openAlertId(signal, alertIds.get(random.nextInt(alertIds.size())));
            writer.act(signal, TestingActions.of(type, alertId, ActorRole.DUTY_OFFICER, Level.IV));
        } else {
            Instant until = now.plus(Duration.ofMinutes(random.nextInt(60)));
            writer.silence(new Silence(
                    "silence-" + signal.signal().ruleId() + random.nextInt(3),
                    signal.signal().ruleId(),
                    null,
                    until));
        }
    }

    private static RoutedSignal signal(Random random, int number) {
        Level level = Level.values()[Math.max(0, random.nextInt(8) - 4)];
        if (random.nextInt(4) == 0) {
            return TestingSignals.of(
                    "adr-lot-cluster",
                    new SubjectKey("product+lot", PRODUCT + "|L1"),
                    PRODUCT,
                    List.of(),
                    number,
                    level,
                    "500111");
        }
        String place = List.of("500111", "500112", "500100").get(random.nextInt(3));
        return TestingSignals.of(
                "adr-group-event",
                new SubjectKey(place.endsWith("00") ? "product+city" : "product+county", PRODUCT + "|" + place),
                PRODUCT,
                List.of("adr-lot-cluster"),
                number,
                level,
                place);
    }
}
