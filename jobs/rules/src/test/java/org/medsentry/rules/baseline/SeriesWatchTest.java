package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.BaselineRule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.rules.baseline.SeriesWatch.Taken;

class SeriesWatchTest {

    private static final String FILE = """
            id: test-surge
            version: 1
            kind: baseline
            stream: purchase-registrations
            topic: OUTBREAK
            title: {zh: "题目", en: "Title"}
            key: {type: county, value: [event.regionCode]}
            pane: day
            detector: ears-c2
            levels: [{level: IV, when: alarm}]
            explanation: {zh: "{observed}", en: "{expected}"}
            """;

    private static final long LATENESS = Duration.ofHours(48).toMillis();
    private static final Instant FIRST = Instant.parse("2026-03-01T16:00:00Z");
    private static final long CHAIN = 1;
    private static final long OTHER = 2;

    private SeriesWatch watch;
    private Series series;
    private long watermark = Long.MIN_VALUE;
    private long ids;

    @BeforeEach
    void begin() throws RuleException {
        begin(FILE);
    }

    private void begin(String yaml) throws RuleException {
        watch = new SeriesWatch((BaselineRule) RuleFile.parse("test.yaml", yaml), LATENESS);
        series = watch.begin();
    }

    private static Instant at(int day, int hour) {
        return FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }

    private Taken take(long id, int version, Instant time, long source) {
        return watch.take(
                series,
                new CountedRecord(id, version, time.toEpochMilli(), 0, source, "500111", new byte[0]),
                watermark);
    }

    private void sell(int day, int count, long source) {
        for (int index = 0; index < count; index++) {
            take(++ids, 1, at(day, 8), source);
        }
    }

    private List<JudgedPane> until(Instant time) {
        watermark = time.toEpochMilli();
        return watch.advance(series, watermark);
    }

    /** Days of so many, each closed in its turn; what was said of each. */
    private List<JudgedPane> days(int first, int... counts) {
        List<JudgedPane> judged = new ArrayList<>();
        for (int index = 0; index < counts.length; index++) {
            sell(first + index, counts[index], CHAIN);
            judged.addAll(until(at(first + index + 1, 0)));
        }
        return judged;
    }

    private static LocalDate day(JudgedPane pane) {
        return LocalDate.ofEpochDay(pane.start());
    }

    @Test
    void aDayIsJudgedOnceItIsOverAndNotBefore() {
        days(0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        sell(11, 50, CHAIN);

        assertThat(until(at(12, 0).minusMillis(1))).as("the day is not over").isEmpty();
        assertThat(until(at(12, 0))).singleElement().satisfies(pane -> {
            assertThat(day(pane)).isEqualTo("2026-03-13");
            assertThat(pane.count()).isEqualTo(50);
            assertThat(pane.assessment().alarm()).isTrue();
            assertThat(pane.complete()).isTrue();
        });
        assertThat(until(at(12, 23))).isEmpty();
    }

    @Test
    void aYoungSeriesIsNotJudgedAndItsFirstDayIsNoBaseline() {
        List<JudgedPane> judged = days(0, 3, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10);

        assertThat(judged).hasSize(11);
        assertThat(judged.subList(0, 9)).noneMatch(pane -> pane.assessment().judged());
        assertThat(judged.get(10).assessment().judged()).isTrue();
        assertThat(judged.get(9).assessment().expected())
                .as("without the first day")
                .isEqualTo(10);
    }

    @Test
    void daysWithoutRecordsCountAsZero() {
        List<JudgedPane> judged = days(0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0);

        assertThat(judged).extracting(JudgedPane::count).containsExactly(1d, 0d, 0d, 1d, 0d, 0d, 0d, 1d, 0d, 0d, 0d);
        assertThat(judged).allMatch(JudgedPane::complete);
        assertThat(judged.get(10).assessment().expected()).isEqualTo(2 / 7d);
    }

    @Test
    void lateRecordsHaveTheDayJudgedAgainByWhatWasKnownThen() {
        days(0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        JudgedPane before = days(11, 12).get(0);
        assertThat(before.assessment().alarm()).isFalse();
        days(12, 10);

        sell(11, 40, CHAIN);
        assertThat(watch.due(series, watermark))
                .as("at the next full hour")
                .isEqualTo(at(13, 1).toEpochMilli());
        List<JudgedPane> again = until(at(13, 1));

        assertThat(again).singleElement().satisfies(pane -> {
            assertThat(day(pane)).isEqualTo(day(before));
            assertThat(pane.count()).isEqualTo(52);
            assertThat(pane.assessment().expected())
                    .isEqualTo(before.assessment().expected());
            assertThat(pane.assessment().alarm()).isTrue();
        });
        assertThat(watch.tell(series, again.get(0))).isTrue();
        assertThat(watch.tell(series, again.get(0))).as("the same once more").isFalse();
    }

    @Test
    void whatComesLaterThanAllowedIsLateAndChangesNothing() {
        days(0, 10, 10);

        assertThat(take(99, 1, at(0, 1), CHAIN)).isEqualTo(Taken.COUNTED);
        until(at(3, 0));
        assertThat(take(100, 1, at(0, 1), CHAIN)).as("48 hours after the day").isEqualTo(Taken.LATE);
        assertThat(take(101, 1, at(1, 1), CHAIN)).isEqualTo(Taken.COUNTED);
    }

    @Test
    void theSameRecordCountsOnceAndAFollowUpKeepsItsDay() throws RuleException {
        begin(FILE.replace("pane: day", "pane: day\ncorrections: 10 days"));
        assertThat(take(1, 1, at(0, 1), CHAIN)).isEqualTo(Taken.COUNTED);
        assertThat(take(1, 1, at(0, 1), CHAIN)).isEqualTo(Taken.DUPLICATE);
        take(2, 1, at(0, 2), CHAIN);
        until(at(8, 0));

        assertThat(take(1, 2, at(8, 1), CHAIN)).isEqualTo(Taken.COUNTED);

        assertThat(series.records()).isEqualTo(2);
        assertThat(until(at(9, 0)))
                .extracting(pane -> day(pane) + " " + pane.count())
                .containsExactly("2026-03-02 2.0", "2026-03-10 0.0");
    }

    @Test
    void whatIsWithdrawnIsTakenBackAndAnEmptySeriesForgotten() {
        take(1, 1, at(0, 1), CHAIN);
        take(2, 1, at(0, 2), CHAIN);
        until(at(1, 0));

        assertThat(watch.withdraw(series, 1, 1, CHAIN))
                .as("by no later version")
                .isFalse();
        assertThat(watch.withdraw(series, 1, 2, CHAIN)).isTrue();
        assertThat(watch.withdraw(series, 1, 3, CHAIN)).as("twice").isFalse();
        assertThat(series.records()).isEqualTo(1);
        assertThat(watch.isForgotten(series, watermark)).isFalse();
        watch.withdraw(series, 2, 2, CHAIN);
        assertThat(watch.isForgotten(series, watermark)).isTrue();
    }

    @Test
    void aSilentFeedIsNeitherAFallNorABaselineNorASurgeWhenItReturns() {
        days(0, 50, 52, 48, 50, 51, 49, 50, 52, 48, 50, 50, 49, 51, 50);
        List<JudgedPane> outage = days(14, 0, 0, 5, 0, 0, 0, 0, 0);
        List<JudgedPane> after = days(22, 50, 52, 49, 51);

        assertThat(outage).noneMatch(JudgedPane::complete);
        assertThat(outage).noneMatch(pane -> pane.assessment().alarm());
        assertThat(after).allMatch(JudgedPane::complete);
        assertThat(after).noneMatch(pane -> pane.assessment().alarm());
    }

    @Test
    void whenOneOfTwoFeedsIsSilentAnOutbreakInTheOtherIsStillSeen() {
        for (int day = 0; day < 14; day++) {
            sell(day, 30, CHAIN);
            sell(day, 20 + day % 3, OTHER);
            until(at(day + 1, 0));
        }

        sell(14, 120, CHAIN);
        JudgedPane pane = until(at(15, 0)).get(0);

        assertThat(pane.complete()).isFalse();
        assertThat(pane.assessment().alarm()).isTrue();
    }

    @Test
    void aFeedThatUploadsAtNightIsWaitedFor() {
        for (int day = 0; day < 14; day++) {
            until(at(day, 1));
            sell(day - 1 < 0 ? 0 : day - 1, 40 + day % 3, OTHER);
            until(at(day, 3));
        }

        List<JudgedPane> atMidnight = until(at(14, 0));
        sell(13, 41, OTHER);
        List<JudgedPane> inTheMorning = until(at(14, 3));

        assertThat(atMidnight)
                .singleElement()
                .satisfies(pane -> assertThat(pane.complete()).isFalse());
        assertThat(inTheMorning).singleElement().satisfies(pane -> {
            assertThat(pane.complete()).isTrue();
            assertThat(pane.count()).isEqualTo(41);
            assertThat(pane.assessment().alarm()).isFalse();
        });
    }

    @Test
    void theEndOfBoundedInputClosesNoDay() {
        days(0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11);
        sell(11, 90, CHAIN);

        assertThat(watch.advance(series, Long.MAX_VALUE)).isEmpty();
        assertThat(watch.isForgotten(series, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void whatPassesWhileTheRuleIsAtRestIsNoBaseline() {
        days(0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        series.rest();
        List<JudgedPane> missed = until(at(14, 0));
        List<JudgedPane> after = days(14, 4, 10, 11, 10);

        assertThat(missed).hasSize(3).noneMatch(pane -> pane.assessment().judged());
        assertThat(after.get(0).assessment().judged())
                .as("the day on which it woke")
                .isFalse();
        assertThat(after).noneMatch(pane -> pane.assessment().alarm());
    }

    @Test
    void recordsThatAreAheadOrBehindMakeTheSameSeries() {
        take(1, 1, at(5, 1), CHAIN);
        take(2, 1, at(3, 1), CHAIN);
        take(3, 1, at(9, 1), CHAIN);

        assertThat(until(at(10, 0))).extracting(JudgedPane::count).containsExactly(1d, 0d, 1d, 0d, 0d, 0d, 1d);
    }

    @Test
    void aSeriesThatHasEndedIsForgottenAfter400Days() {
        days(0, 10, 10);

        until(at(401, 0));
        assertThat(watch.isForgotten(series, watermark)).isFalse();
        until(at(402, 0));
        assertThat(watch.isForgotten(series, watermark)).isTrue();
    }

    @Test
    void aCopyAndWhatWasPackedGoOnAlike() throws IOException {
        days(0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        sell(11, 20, CHAIN);
        sell(9, 3, OTHER);
        Series copy = series.copy();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        series.write(new DataOutputStream(bytes));
        Series packed = Series.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        List<String> told = said(series);

        assertThat(told).hasSize(3);
        assertThat(said(copy)).isEqualTo(told);
        assertThat(said(packed)).isEqualTo(told);
    }

    private List<String> said(Series of) {
        return watch.advance(of, at(13, 0).toEpochMilli()).stream()
                .map(pane -> pane.start() + " " + pane.count() + " " + pane.assessment() + " "
                        + pane.newest().size())
                .toList();
    }
}
