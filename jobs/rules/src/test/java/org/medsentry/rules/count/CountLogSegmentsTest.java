package org.medsentry.rules.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a log sets aside, and how it is found again. */
class CountLogSegmentsTest {

    private static final int RECORDS = 100;
    private static final long MINUTE = 60_000;

    /** Ids that differ in their first bits only, so that all look alike to a log. */
    private static final int ALIKE = 48;

    private final Map<Integer, CountLog> written = new HashMap<>();
    private int reads;

    private final SegmentStore store = new SegmentStore() {
        @Override
        public CountLog read(int number) {
            reads++;
            return written.get(number).copy();
        }

        @Override
        public void write(int number, CountLog records) {
            written.put(number, records);
        }

        @Override
        public void remove(int number) {
            assertThat(written.remove(number)).as("segment %d", number).isNotNull();
        }
    };

    private static CountEntry entry(long id, long time, int version) {
        return new CountEntry(time, id, version, 1, null, null, null, 0, List::of);
    }

    /** One record a minute, of which those of the first 90 minutes are set aside. */
    private CountLog log() {
        CountLog log = new CountLog();
        for (int number = 0; number < RECORDS; number++) {
            log.add(entry(number, number * MINUTE, 1));
            log.setAside((number - 10) * MINUTE, store);
        }
        return log;
    }

    private static List<Long> ids(CountLog log) {
        return IntStream.range(0, log.size())
                .mapToObj(index -> log.entry(index).id())
                .toList();
    }

    @Test
    void recordsOutOfReachAreSetAsideInSegmentsOfSixteen() {
        CountLog log = log();

        assertThat(log.size()).isEqualTo(RECORDS - 5 * 16);
        assertThat(log.segments()).isEqualTo(5);
        assertThat(written.values()).extracting(CountLog::size).containsOnly(16);
        assertThat(log.newest()).isEqualTo(99 * MINUTE);
        assertThat(reads).isZero();
    }

    @Test
    void aNewRecordIsToldFromThoseSetAsideWithoutReadingThem() {
        CountLog log = log();

        assertThat(log.known(RECORDS, store)).isNull();
        assertThat(log.reaching(85 * MINUTE, 200 * MINUTE, store)).isSameAs(log);
        assertThat(reads).isZero();
    }

    @Test
    void everyRecordIsFoundAndOneThatLooksAlikeIsNot() {
        CountLog log = log();

        for (long id = 0; id < RECORDS; id++) {
            assertThat(log.known(id, store).id()).isEqualTo(id);
            assertThat(log.known(id | 1L << ALIKE, store)).isNull();
        }
    }

    @Test
    void aLateRecordReachesOnlyTheSegmentsOfItsTime() {
        CountLog log = log();

        assertThat(ids(log.reaching(20 * MINUTE, 30 * MINUTE, store)))
                .startsWith(16L, 17L)
                .contains(31L)
                .doesNotContain(15L, 32L)
                .endsWith(98L, 99L);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void recordsOfTheSameTimeStayInTheOrderInWhichTheyCame() {
        CountLog log = new CountLog();
        List<Long> expected = new ArrayList<>();
        for (long id = 0; id < 40; id++) {
            log.add(entry(id, MINUTE, 1));
            log.setAside(2 * MINUTE, store);
            expected.add(id);
        }

        assertThat(log.segments()).isEqualTo(2);
        assertThat(ids(log.reaching(0, MINUTE, store))).isEqualTo(expected);
    }

    @Test
    void aRecordIsRemovedWhereverItLiesAndAnEmptySegmentGoes() {
        CountLog log = log();
        for (long id = 0; id < 16; id++) {
            log.remove(id, store);
        }
        log.remove(20, store);
        log.remove(95, store);

        assertThat(written).hasSize(4);
        assertThat(log.segments()).isEqualTo(4);
        assertThat(log.known(20, store)).isNull();
        assertThat(log.known(95, store)).isNull();
        assertThat(log.known(21, store)).isNotNull();
        assertThat(ids(log.reaching(0, 200 * MINUTE, store))).hasSize(RECORDS - 18);
    }

    @Test
    void whatIsTooOldGoesBySegmentsAndNothingIsLeft() {
        CountLog log = log();
        log.dropBefore(16 * MINUTE, store);
        assertThat(written).hasSize(4);
        log.dropBefore(1000 * MINUTE, store);

        assertThat(log.isEmpty()).isTrue();
        assertThat(written).isEmpty();
    }

    @Test
    void clearingLeavesNothingInTheStore() {
        log().clear(store);

        assertThat(written).isEmpty();
    }

    @Test
    void foldingBeginsWithWhatIsSetAside() {
        CountLog log = log();
        log.fold(50, MINUTE, List.of(), store);

        assertThat(written).hasSize(1);
        assertThat(log.size()).isEqualTo(20);
        assertThat(log.panes().records()).isEqualTo(64);
    }

    @Test
    void segmentsGrowWithTheLogSoThatTheyStayFew() {
        CountLog log = new CountLog();
        for (int number = 0; number < 20_000; number++) {
            log.add(entry(number, number, 1));
            log.setAside(number - 5, store);
        }

        assertThat(log.segments()).isLessThan(250);
        assertThat(log.known(3, store)).isNotNull();
    }

    @Test
    void aCopyKeepsItsOwn() {
        CountLog log = log();
        CountLog copy = log.copy();
        log.clear(store);

        assertThat(copy.segments()).isEqualTo(5);
    }
}
