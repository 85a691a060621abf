package org.medsentry.streaming.pattern;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.medsentry.rules.BaselineRule;
import org.medsentry.rules.Captures;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.Fingerprint;
import org.medsentry.rules.Hit;
import org.medsentry.rules.RuleFile;
import org.medsentry.rules.baseline.CountedRecord;
import org.medsentry.rules.baseline.Series;
import org.medsentry.rules.baseline.SeriesWatch;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What series of purchase-surge take in memory and time, for docs/rules.md. A program and no test, for heaps are not measured beside
 * others: {@code java -Xmx1g ... SeriesFootprint 100000 10} for so many series with so many records a day each.
 */
public final class SeriesFootprint {

    private static final int DAYS = 30;
    private static final Instant START = Instant.parse("2026-02-28T16:00:00Z");

    private SeriesFootprint() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int perDay = Integer.parseInt(arguments[1]);
        BaselineRule rule =
                (BaselineRule) RuleFile.parse("surge", DefaultRules.files().get("purchase-surge.yaml"));
        SeriesWatch watch = new SeriesWatch(rule, Duration.ofHours(48).toMillis());
        List<Series> all = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            all.add(watch.begin());
        }
        long taking = 0;
        long closing = 0;
        for (int day = 0; day < DAYS; day++) {
            Instant noon = START.plus(Duration.ofDays(day)).plus(Duration.ofHours(12));
            long watermark = noon.minus(Duration.ofHours(12)).toEpochMilli();
            long before = System.nanoTime();
            for (int index = 0; index < count; index++) {
                for (int record = 0; record < perDay; record++) {
                    sell(watch, all.get(index), index, day, record, noon, watermark);
                }
            }
            long between = System.nanoTime();
            taking += between - before;
            for (Series series : all) {
                watch.advance(series, noon.plus(Duration.ofHours(12)).toEpochMilli());
            }
            closing += System.nanoTime() - between;
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        DataOutputSerializer packed = new DataOutputSerializer(1 << 12);
        new SeriesSerializer().serialize(all.get(count / 2), packed);
        System.out.printf(
                "%d series, %d records a day: %d MiB of heap, %d bytes a series, %d bytes packed; %.2f us a record with making it, %.2f us a closed day%n",
                count,
                perDay,
                used >> 20,
                used / count,
                packed.length(),
                taking / 1e3 / DAYS / count / perDay,
                closing / 1e3 / DAYS / count);
        if (all.size() != count) {
            throw new IllegalStateException("kept until here");
        }
    }

    private static void sell(
            SeriesWatch watch, Series series, int index, int day, int record, Instant noon, long watermark) {
        String county = Integer.toString(100_000 + index / 4);
        String eventId = "20260301-" + day + "-" + index + "-" + record;
        Instant time = noon.plusSeconds(record);
        Evidence evidence = new Evidence(
                "purchase-registrations",
                "CQ-smart-pharmacy",
                eventId,
                time,
                "RC-" + eventId,
                "PH-" + county + "-" + record % 8,
                null,
                null,
                null);
        watch.take(
                series,
                new CountedRecord(
                        Fingerprint.of(eventId),
                        1,
                        time.toEpochMilli(),
                        0,
                        record % 3,
                        county,
                        PackedCitation.of(List.of(evidence)).packed()),
                watermark);
        if (record == 0) {
            Hit hit = new Hit(
                    "baseline-0123456789abcdef",
                    new SubjectKey("county+category", county + "|ANTIPYRETIC"),
                    0,
                    Hit.NO_VALUES,
                    null,
                    new Captures(new long[] {1}, new Object[] {county}),
                    new Subject(
                            "86900000000017",
                            "药品" + index,
                            null,
                            "ANTIPYRETIC",
                            null,
                            null,
                            null,
                            null,
                            "PH-" + index,
                            null,
                            null,
                            null,
                            null),
                    List.of());
            series.meet(time.toEpochMilli(), hit);
        }
    }
}
