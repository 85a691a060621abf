package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsentry.rules.Measure;

class PaneRecordsTest {

    /** Ids lie evenly, as hashes do; but what is found must not depend on it. */
    static Stream<Arguments> ids() {
        Random random = new Random(5);
        LongSupplier small = () -> random.nextInt(3000);
        LongSupplier ends =
                () -> random.nextBoolean() ? Long.MIN_VALUE + random.nextInt(99) : Long.MAX_VALUE - random.nextInt(99);
        return Stream.of(
                Arguments.of("hashes", (LongSupplier) random::nextLong),
                Arguments.of("small numbers", small),
                Arguments.of("the least and the greatest", ends));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void everyRecordIsFoundUntilItIsRemoved(String name, LongSupplier ids) {
        PaneRecords records = new PaneRecords();
        Map<Long, Integer> expected = new TreeMap<>();
        Random random = new Random(9);
        for (int step = 0; step < 5000; step++) {
            long id = ids.getAsLong();
            int version = 1 + random.nextInt(3);
            int known = records.find(id);
            assertThat(known >= 0).isEqualTo(expected.containsKey(id));
            if (known < 0) {
                records.add(id, version, 0);
                expected.put(id, version);
            } else if (random.nextInt(4) == 0) {
                records.remove(known);
                expected.remove(id);
            } else {
                records.set(known, version, 0);
                expected.put(id, version);
            }
        }
        assertThat(records.measured(Measure.Kind.COUNT)).isEqualTo(expected.size());
        expected.forEach(
                (id, version) -> assertThat(records.version(records.find(id))).isEqualTo(version));
        assertThat(records.find(7_777))
                .isEqualTo(-1
                        - (int) expected.keySet().stream()
                                .filter(id -> id < 7_777)
                                .count());
    }
}
