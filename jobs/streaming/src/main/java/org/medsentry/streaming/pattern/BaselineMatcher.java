package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.BaselineRule;
import org.medsentry.rules.Fingerprint;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.RegionLevel;
import org.medsentry.rules.baseline.CountedRecord;
import org.medsentry.rules.baseline.JudgedPane;
import org.medsentry.rules.baseline.PaneCalendar;
import org.medsentry.rules.baseline.Series;
import org.medsentry.rules.baseline.SeriesWatch;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;

/**
 * Watches series of counts: one a rule and key, with one timer, which fires when its pane is over or late records have changed an
 * earlier one.
 */
final class BaselineMatcher implements KeyedMatcher {

    private static final long DAY_MILLIS = 24L * 3_600_000;

    private final Matching matching;
    private final Map<String, Watching> watching = new HashMap<>();
    private final ValueStateDescriptor<Series> descriptor =
            new ValueStateDescriptor<>("baseline", new SeriesSerializer());

    /** The version of a rule that listens, and its way with a series. */
    private record Watching(InForce state, BaselineRule rule, SeriesWatch watch) {}

    BaselineMatcher(Matching matching) {
        this.matching = matching;
    }

    private Watching watching(String watchId, List<InForce> rules) {
        InForce newest = rules.get(0);
        Watching known = watching.get(watchId);
        if (known == null || known.state() != newest) {
            BaselineRule rule = (BaselineRule) newest.rule();
            known = new Watching(newest, rule, new SeriesWatch(rule, matching.allowedLateness()));
            watching.put(watchId, known);
        }
        return known;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        Watching watching = watching(hit.watchId(), rules);
        ValueState<Series> state = matching.state(hit.watchId(), descriptor);
        Series series = state.value();
        boolean isNew = series == null;
        if (isNew) {
            series = watching.watch().begin();
        }
        switch (watching.watch().take(series, counted(routed, hit), matching.watermark())) {
            case DUPLICATE -> {
                matching.duplicate();
                return;
            }
            case LATE -> {
                matching.late(routed, watching.state());
                return;
            }
            case COUNTED -> series.meet(routed.time(), hit);
        }
        lookAfter(hit.watchId(), series, watching.watch());
        state.update(series);
    }

    private static CountedRecord counted(RoutedRecord routed, Hit hit) {
        Object contribution = hit.values()[0];
        long value = contribution instanceof Double number
                ? Double.doubleToRawLongBits(number)
                : contribution instanceof Long fingerprint ? fingerprint : 0;
        return new CountedRecord(
                routed.identity().hash(),
                routed.identity().version(),
                routed.time(),
                value,
                Fingerprint.of(routed.identity().source()),
                routed.particulars().regionCode(),
                routed.particulars().citation().packed());
    }

    /** One timer, put forward where it is too late. */
    private void lookAfter(String watchId, Series series, SeriesWatch watch) {
        long due = watch.due(series, matching.watermark());
        if (series.timer() != Series.NO_TIMER && series.timer() <= due) {
            return;
        }
        if (series.timer() != Series.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, series.timer());
        }
        series.setTimer(due);
        matching.registerEventTimeTimer(watchId, due);
    }

    @Override
    public void withdraw(RoutedRecord routed, Hit withdrawal, List<InForce> rules) throws Exception {
        if (rules.isEmpty()) {
            return; // at rest: its panes are no baseline
        }
        Watching watching = watching(withdrawal.watchId(), rules);
        ValueState<Series> state = matching.state(withdrawal.watchId(), descriptor);
        Series series = state.value();
        boolean changed = series != null
                && watching.watch()
                        .withdraw(
                                series,
                                routed.identity().hash(),
                                routed.identity().version(),
                                Fingerprint.of(routed.identity().source()));
        if (!changed) {
            return;
        }
        if (watching.watch().isForgotten(series, matching.watermark())) {
            forget(withdrawal.watchId(), series, state);
        } else {
            state.update(series);
        }
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        ValueState<Series> state = matching.state(watchId, descriptor);
        Series series = state.value();
        if (series == null || series.timer() != time) {
            return;
        }
        series.setTimer(Series.NO_TIMER);
        long watermark = matching.watermark();
        if (rules.isEmpty()) {
            rest(watchId, series, state);
            return;
        }
        Watching watching = watching(watchId, rules);
        List<JudgedPane> judged = watching.watch().advance(series, watermark);
        for (JudgedPane pane : judged) {
            tell(watching, series, pane);
        }
        if (watching.watch().isForgotten(series, watermark)) {
            state.clear();
            return;
        }
        lookAfter(watchId, series, watching.watch());
        state.update(series);
    }

    /** Nobody knows here when the pane is over: asked again after a day, whenever that is. */
    private void rest(String watchId, Series series, ValueState<Series> state) throws Exception {
        if (matching.watermark() == Long.MAX_VALUE) {
            state.clear();
            return;
        }
        series.rest();
        series.setTimer(matching.watermark() + DAY_MILLIS);
        matching.registerEventTimeTimer(watchId, series.timer());
        state.update(series);
    }

    private void tell(Watching watching, Series series, JudgedPane pane) {
        RegionReference place = matching.region(
                RegionLevel.isKeyOfRegion(matching.key()) ? RegionLevel.codeOf(matching.key()) : pane.region());
        Firing firing = watching.rule().judge(pane, series.newest(), place, watching.state());
        if (firing == null) {
            return;
        }
        List<Evidence> evidence = new ArrayList<>();
        for (byte[] citation : pane.newest()) {
            evidence.addAll(PackedCitation.of(citation).records());
        }
        if (evidence.isEmpty() || !watching.watch().tell(series, pane)) {
            return;
        }
        PaneCalendar calendar = watching.rule().settings().calendar();
        Instant until = calendar.endOf(pane.start());
        matching.signal(
                firing.beside(series.until(pane, calendar)),
                identity(watching.rule(), pane, until),
                evidence,
                place,
                calendar.startOf(pane.start()),
                until);
    }

    /** The same pane with the same count is the same finding, in whichever run. */
    private static RecordIdentity identity(BaselineRule rule, JudgedPane pane, Instant until) {
        String count = pane.count() == Math.rint(pane.count())
                ? Long.toString((long) pane.count())
                : Double.toString(pane.count());
        return new RecordIdentity(
                rule.stream().id(),
                rule.settings().calendar().length().key(),
                LocalDate.ofEpochDay(pane.start()) + "#" + count,
                1,
                until);
    }

    @Override
    public void release(String watchId) throws Exception {
        ValueState<Series> state = matching.state(watchId, descriptor);
        Series series = state.value();
        if (series != null) {
            forget(watchId, series, state);
        }
        watching.remove(watchId);
    }

    private void forget(String watchId, Series series, ValueState<Series> state) {
        if (series.timer() != Series.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, series.timer());
        }
        state.clear();
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return descriptor;
    }
}
