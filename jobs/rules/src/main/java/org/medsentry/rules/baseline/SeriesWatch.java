package org.medsentry.rules.baseline;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.detectors.catalogue.PaneLength;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.rules.BaselineRule;

/**
 * Leads a series through stream time: counts records in their panes, has panes judged that are over, and teaches the detector those that
 * nothing changes any more. A pane that late records have changed is judged once more, on a copy of what was learned before it. What lacks
 * the part of silent sources is judged, for more can only have happened, but it is no baseline: the detector learns it as not
 * observed. So is the pane in which a series begins.
 */
public final class SeriesWatch {

    /** A series that has had no record for so long is forgotten. */
    private static final int FORGOTTEN_AFTER_DAYS = 400;

    /** Late records come in crowds; a pane that they change is judged again when stream time passes a full hour. */
    private static final long TICK_MILLIS = Duration.ofHours(1).toMillis();

    /** The end of bounded input, which is no time. */
    private static final long END = Long.MAX_VALUE;

    private final SeriesDetector detector;
    private final BaselineRule.Settings settings;
    private final PaneCalendar calendar;
    private final PaneLength length;
    private final long lateness;
    private final long settled;

    /** What became of a record. */
    public enum Taken {
        COUNTED,
        DUPLICATE,
        LATE
    }

    /** @param lateness how long after its end a pane still counts records, in milliseconds of stream time */
    public SeriesWatch(BaselineRule rule, long lateness) {
        this.detector = rule.detector();
        this.settings = rule.settings();
        this.calendar = settings.calendar();
        this.length = calendar.length();
        this.lateness = lateness;
        this.settled = Math.max(lateness, settings.corrections().toMillis());
    }

    public Series begin() {
        return new Series(LearnedState.pack(detector.begin()));
    }

    /** Takes a record, or a new version of one, which keeps its pane: a follow-up is no new case. */
    public Taken take(Series series, CountedRecord record, long watermark) {
        wake(series, watermark);
        for (SeriesPane pane : series.panes) {
            int known = pane.records.find(record.id());
            if (known >= 0) {
                if (pane.records.version(known) >= record.version()) {
                    return Taken.DUPLICATE;
                }
                pane.records.set(known, record.version(), record.value());
                pane.changed = pane.closed;
                return Taken.COUNTED;
            }
        }
        long start = calendar.paneOf(record.time());
        if (isPast(start, lateness, watermark)) {
            return Taken.LATE;
        }
        SeriesPane pane = pane(series, start);
        pane.add(record, series.habits.place(record.source()));
        pane.changed = pane.closed;
        series.newestPane = Math.max(series.newestPane, start);
        return Taken.COUNTED;
    }

    /** The rule listens again: what passed since it last did, up to the pane that stream time is in, was missed. */
    private void wake(Series series, long watermark) {
        if (!series.endRest() || watermark == END) {
            return;
        }
        for (long missed = series.open; missed <= calendar.paneOf(watermark); missed = calendar.next(missed)) {
            pane(series, missed).unwatched = true;
        }
    }

    private boolean isPast(long pane, long span, long watermark) {
        return watermark != Long.MIN_VALUE && calendar.endMillis(pane) + span <= watermark;
    }

    /** The pane, made with those between where it is not there. */
    private SeriesPane pane(Series series, long start) {
        List<SeriesPane> panes = series.panes;
        if (panes.isEmpty()) {
            if (!series.hasLearned()) {
                series.begin = start;
                series.open = start;
                series.newestPane = start;
            }
            panes.add(new SeriesPane(series.open));
        }
        if (start < panes.get(0).start) {
            beginEarlier(series, start);
        }
        extend(series, start);
        return panes.get(calendar.between(panes.get(0).start, start));
    }

    /** A record from before the first one: nothing has been learned yet, for what is learned takes no records any more. */
    private void beginEarlier(Series series, long start) {
        List<SeriesPane> before = new ArrayList<>();
        for (long missing = start; missing < series.panes.get(0).start; missing = calendar.next(missing)) {
            SeriesPane pane = new SeriesPane(missing);
            pane.closed = series.open > series.begin;
            before.add(pane);
        }
        series.panes.addAll(0, before);
        series.open = series.open == series.begin ? start : series.open;
        series.begin = start;
    }

    private void extend(Series series, long start) {
        List<SeriesPane> panes = series.panes;
        for (long last = panes.get(panes.size() - 1).start; last < start; ) {
            last = calendar.next(last);
            panes.add(new SeriesPane(last));
        }
    }

    /**
     * Takes back what a record counted.
     *
     * @param version of the one that replaces it
     * @return whether it had counted here
     */
    public boolean withdraw(Series series, long id, int version, long source) {
        for (SeriesPane pane : series.panes) {
            int known = pane.records.find(id);
            if (known >= 0) {
                if (pane.records.version(known) >= version) {
                    return false;
                }
                pane.remove(known, id, series.habits.place(source));
                return true;
            }
        }
        return false;
    }

    /** Whether it has had no record for so long that it need not be remembered, or has taken back all it had. */
    public boolean isForgotten(Series series, long watermark) {
        if (watermark == END || !series.hasLearned() && series.records() == 0) {
            return true;
        }
        return isPast(series.newestPane, Duration.ofDays(FORGOTTEN_AFTER_DAYS).toMillis(), watermark);
    }

    /** When stream time has to come by next. */
    public long due(Series series, long watermark) {
        long due = calendar.endMillis(series.open);
        for (SeriesPane pane : series.panes) {
            if (pane.changed) {
                return Math.min(due, (Math.floorDiv(watermark, TICK_MILLIS) + 1) * TICK_MILLIS);
            }
        }
        return due;
    }

    /** Judges the panes that are over by now, and those that have changed. At the end of bounded input no further pane is over. */
    public List<JudgedPane> advance(Series series, long watermark) {
        wake(series, watermark);
        List<JudgedPane> judged = new ArrayList<>(1);
        while (watermark != END && isPast(series.open, 0, watermark)) {
            SeriesPane over = pane(series, series.open);
            over.close();
            series.open = calendar.next(series.open);
            if (isPast(over.start, settled, watermark)) {
                judged.addAll(judge(series));
                settle(series, watermark);
            }
        }
        judged.addAll(judge(series));
        if (watermark != END) {
            settle(series, watermark);
        }
        return judged;
    }

    private List<SeriesPane> over(Series series) {
        int over = 0;
        while (over < series.panes.size() && series.panes.get(over).closed) {
            over++;
        }
        return series.panes.subList(0, over);
    }

    private List<JudgedPane> judge(Series series) {
        List<SeriesPane> over = over(series);
        if (over.stream().noneMatch(pane -> pane.changed)) {
            return List.of();
        }
        boolean[] incomplete = series.habits.incomplete(over, length);
        List<JudgedPane> judged = new ArrayList<>(1);
        SeriesState state = LearnedState.unpack(series.learned);
        for (int index = 0; index < over.size(); index++) {
            SeriesPane pane = over.get(index);
            double count = pane.records.measured(settings.measure());
            if (pane.changed) {
                pane.changed = false;
                JudgedPane newest = new JudgedPane(
                        pane.start,
                        count,
                        assess(series, state, pane, count),
                        !incomplete[index],
                        pane.newest(),
                        pane.region());
                series.history = series.history.with(newest);
                judged.add(newest);
            }
            detector.learn(state, learnable(series, pane, count, incomplete[index]));
        }
        return judged;
    }

    private Assessment assess(Series series, SeriesState before, SeriesPane pane, double count) {
        return pane.start == series.begin || pane.unwatched
                ? Assessment.NOT_JUDGED
                : detector.assess(before, Pane.of(LocalDate.ofEpochDay(pane.start), count));
    }

    private static Pane learnable(Series series, SeriesPane pane, double count, boolean incomplete) {
        LocalDate start = LocalDate.ofEpochDay(pane.start);
        return pane.start == series.begin || pane.unwatched || incomplete
                ? Pane.notObserved(start)
                : Pane.of(start, count);
    }

    /** Learns the panes that nothing changes any more. */
    private void settle(Series series, long watermark) {
        List<SeriesPane> over = over(series);
        int last = 0;
        while (last < over.size() && isPast(over.get(last).start, settled, watermark)) {
            last++;
        }
        if (last == 0) {
            return;
        }
        boolean[] incomplete = series.habits.incomplete(over, length);
        SeriesState state = LearnedState.unpack(series.learned);
        for (int index = 0; index < last; index++) {
            SeriesPane pane = over.get(index);
            double count = pane.records.measured(settings.measure());
            detector.learn(state, learnable(series, pane, count, incomplete[index]));
            series.habits.take(pane, length);
        }
        series.learned = LearnedState.pack(state);
        over.subList(0, last).clear();
    }

    /** It was told, so that the same count is not told twice. @return false where it has been told already */
    public boolean tell(Series series, JudgedPane judged) {
        for (SeriesPane pane : series.panes) {
            if (pane.start == judged.start()) {
                if (pane.told == judged.count()) {
                    return false;
                }
                pane.told = judged.count();
            }
        }
        return true;
    }
}
