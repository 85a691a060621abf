package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepsTest {

    private static final int KEY_GROUPS = 16;
    private static final String RELEASE = "release";

    /** When the turn of each comes, as was said when it was added. */
    private final Map<String, Long> due = new HashMap<>();

    /** A record is a key that expires at its own time; what comes out is swept keys. */
    private static final class Sweeping extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String>, Triggerable<String, String> {

        private static final long serialVersionUID = 1;

        private final Map<String, Long> due;
        private transient Sweeps sweeps;

        Sweeping(Map<String, Long> due) {
            this.due = due;
        }

        @Override
        public void open() throws Exception {
            super.open();
            InternalTimerService<String> timers = getInternalTimerService("timers", TextSerializer.INSTANCE, this);
            sweeps = new Sweeps(getKeyedStateBackend(), timers, KEY_GROUPS);
        }

        @Override
        public void processElement(StreamRecord<String> element) throws Exception {
            if (element.getValue().equals(RELEASE)) {
                sweeps.release("one");
                return;
            }
            String owner = element.getValue().startsWith("other") ? "other" : "one";
            long time = sweeps.add(owner, element.getTimestamp(), 1000);
            assertThat(time).isBetween(element.getTimestamp() + 1, element.getTimestamp() + 1000);
            due.put(owner + " " + element.getValue(), time);
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            sweeps.advance(mark.getTimestamp(), this::swept);
            super.processWatermark(mark);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            sweeps.keep();
        }

        @Override
        public void onEventTime(InternalTimer<String, String> timer) throws Exception {
            assertThat(Sweeps.isSweep(timer.getNamespace())).isTrue();
            sweeps.fired(timer.getNamespace(), timer.getTimestamp(), this::swept);
        }

        private void swept(String key, String owner, long time) {
            assertThat(time).isEqualTo(due.remove(owner + " " + key));
            output.collect(new StreamRecord<>(owner + " " + key));
        }

        @Override
        public void onProcessingTime(InternalTimer<String, String> timer) {
            throw new IllegalStateException("no timer of this kind was set");
        }
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, String> open(
            StateBackend backend, OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new Sweeping(due), key -> key, Types.STRING, KEY_GROUPS, parallelism, subtask);
        harness.setStateBackend(backend);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(key -> prefix + key).toList();
    }

    private static List<String> swept(KeyedOneInputStreamOperatorTestHarness<String, String, String> harness) {
        List<String> swept = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return swept;
    }

    /** Entries of RocksDB cannot be counted. */
    private static void assertNothingIsLeft(KeyedOneInputStreamOperatorTestHarness<String, String, String> harness) {
        assertThat(harness.numEventTimeTimers()).isZero();
        boolean onHeap = harness.getOperator().getKeyedStateBackend() instanceof HeapKeyedStateBackend;
        assertThat(onHeap ? harness.numKeyedStateEntries() : 0).isZero();
    }

    private static String[] of(String owner, List<String> keys) {
        return keys.stream().map(key -> owner + " " + key).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyKeyHasItsTurnOnceSoonAfterItsTime(StateBackend backend) throws Exception {
        try (var harness = open(backend, null, 1, 0)) {
            for (String key : keys("early", 100)) {
                harness.processElement(key, 5_100);
            }
            for (String key : keys("late", 100)) {
                harness.processElement(key, 7_900);
            }
            harness.processWatermark(new Watermark(5_999));
            assertThat(swept(harness)).isEmpty();
            harness.processWatermark(new Watermark(6_000));
            assertThat(swept(harness)).containsExactlyInAnyOrder(of("one", keys("early", 100)));
            harness.processElement("again", 8_100);
            harness.processWatermark(new Watermark(20_000));
            assertThat(swept(harness))
                    .contains("one again")
                    .contains(of("one", keys("late", 100)))
                    .hasSize(101);
            assertNothingIsLeft(harness);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aCheckpointKnowsOfAllAndNoneHasItsTurnTwice(StateBackend backend) throws Exception {
        try (var harness = open(backend, null, 1, 0)) {
            for (String key : keys("before", 100)) {
                harness.processElement(key, 5_100);
            }
            harness.snapshot(1, 1);
            assertThat(harness.numEventTimeTimers()).as("one a key group").isEqualTo(KEY_GROUPS);
            for (String key : keys("between", 100)) {
                harness.processElement(key, 5_200);
            }
            harness.snapshot(2, 2);
            assertThat(harness.numEventTimeTimers()).isEqualTo(KEY_GROUPS);
            for (String key : keys("after", 100)) {
                harness.processElement(key, 5_300);
            }
            harness.processWatermark(new Watermark(6_000));

            assertThat(swept(harness))
                    .contains(of("one", keys("before", 100)))
                    .contains(of("one", keys("between", 100)))
                    .contains(of("one", keys("after", 100)))
                    .hasSize(300);
            assertNothingIsLeft(harness);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theyMoveWithTheirKeys(StateBackend backend) throws Exception {
        List<String> keys = keys("key", 200);
        OperatorSubtaskState checkpoint;
        try (var one = open(backend, null, 1, 0)) {
            for (String key : keys) {
                one.processElement(key, 100);
            }
            checkpoint = one.snapshot(1, 1);
        }
        List<String> swept = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState share =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(checkpoint, KEY_GROUPS, 1, 2, subtask);
            try (var half = open(backend, share, 2, subtask)) {
                half.processWatermark(new Watermark(10_000));
                List<String> itsOwn = swept(half);
                assertThat(itsOwn).hasSizeBetween(1, keys.size() - 1);
                swept.addAll(itsOwn);
                assertNothingIsLeft(half);
            }
        }
        assertThat(swept).containsExactlyInAnyOrder(of("one", keys));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anOwnerThatIsReleasedLeavesNothing(StateBackend backend) throws Exception {
        try (var harness = open(backend, null, 1, 0)) {
            for (String key : keys("key", 50)) {
                harness.processElement(key, 100);
            }
            harness.processElement("other", 100);
            harness.snapshot(1, 1);
            harness.processElement("fresh", 100);
            harness.processElement(RELEASE, 100);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);

            harness.processElement("key1", 100);
            harness.processWatermark(new Watermark(10_000));
            assertThat(swept(harness)).containsExactlyInAnyOrder("one key1", "other other");
            assertNothingIsLeft(harness);
        }
    }
}
