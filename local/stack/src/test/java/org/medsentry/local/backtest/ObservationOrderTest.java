package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.streaming.correlate.Observation;

class ObservationOrderTest {

    private static final int EVERY = 1;

    @Test
    void bringsBranchesIntoTheOrderOfStreamTimeHoweverFastEachIs() throws Exception {
        List<OrderedObservation> fast = List.of(at(1000, 0, 0), at(4000, 0, 1), at(4000, 0, 2), at(9000, 0, 3));
        List<OrderedObservation> slow = List.of(at(2000, 1, 0), at(4000, 1, 1), at(7000, 1, 2));

        List<Object> oneBehindTheOther = run(fast, slow, Integer.MAX_VALUE);

        assertThat(names(oneBehindTheOther))
                .containsExactly("1000/0/0", "2000/1/0", "4000/0/1", "4000/0/2", "4000/1/1", "7000/1/2", "9000/0/3");
        assertThat(oneBehindTheOther).isEqualTo(run(fast, slow, EVERY)).contains(new Watermark(3999));
    }

    @Test
    void anObservationWaitsUntilEveryBranchHasComeAsFar() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ObservationOrder())) {
            harness.open();
            harness.processElement(new StreamRecord<>(at(5000, 0, 0)));
            harness.processWatermark(5000);
            assertThat(harness.extractOutputValues()).as("one may still come").isEmpty();

            harness.processElement(new StreamRecord<>(at(5000, 1, 0)));
            harness.processWatermark(5001);

            assertThat(names(new ArrayList<>(harness.getOutput()))).containsExactly("5000/0/0", "5000/1/0");
        }
    }

    /** Output, watermarks included, when the second branch is read to its end before the first one, or in turns. */
    private static List<Object> run(
            List<OrderedObservation> first, List<OrderedObservation> second, int observationsBetweenWatermarks)
            throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ObservationOrder())) {
            harness.open();
            boolean turns = observationsBetweenWatermarks == EVERY;
            int of1 = 0;
            int of2 = 0;
            while (of1 < first.size() || of2 < second.size()) {
                boolean takeSecond = of2 < second.size() && (!turns || of1 >= first.size() || of2 <= of1);
                harness.processElement(new StreamRecord<>(takeSecond ? second.get(of2++) : first.get(of1++)));
                if (turns) {
                    harness.processWatermark(Math.min(reached(first, of1), reached(second, of2)));
                }
            }
            harness.processWatermark(Long.MAX_VALUE);
            return new ArrayList<>(harness.getOutput());
        }
    }

    private static long reached(List<OrderedObservation> branch, int read) {
        return read == 0
                ? Long.MIN_VALUE
                : read == branch.size()
                        ? Long.MAX_VALUE - 1
                        : branch.get(read - 1).position();
    }

    private static List<String> names(List<Object> output) {
        return output.stream()
                .filter(StreamRecord.class::isInstance)
                .map(element -> ((Observation) ((StreamRecord<?>) element).getValue())
                        .sighting()
                        .eventId())
                .toList();
    }

    private static OrderedObservation at(long position, int branch, long sequence) {
        String name = position + "/" + branch + "/" + sequence;
        Sighting sighting = new Sighting(
                null,
                null,
                "L1",
                "online-sales",
                "source",
                name,
                Instant.ofEpochMilli(position),
                null,
                null,
                null,
                null,
                null);
        return new OrderedObservation(position, branch, sequence, Observation.of(sighting));
    }
}
