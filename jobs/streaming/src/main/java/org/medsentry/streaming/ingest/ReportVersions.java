package org.medsentry.streaming.ingest;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.event.AdverseReaction;

/**
 * Lets a report version pass only if it is higher than every version of the report seen before: lower or equal ones are
 * duplicates. Keyed by {@link #reportKey}. Reports are few and versions come months apart, so this is the one stream
 * that pays a shuffle for it.
 */
public final class ReportVersions extends KeyedProcessFunction<String, AdverseReaction, AdverseReaction> {

    private static final long serialVersionUID = 1;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long retentionMillis;

    private transient ValueState<Integer> highestVersion;
    private transient ValueState<Long> expiry;
    private transient Counter duplicates;

    /** @param retention how long after its last version a report is remembered, in stream time */
    public ReportVersions(Duration retention) {
        this.retentionMillis = retention.toMillis();
    }

    public static String reportKey(AdverseReaction report) {
        return report.source() + '\u0000' + report.eventId();
    }

    @Override
    public void open(OpenContext context) {
        highestVersion = getRuntimeContext().getState(new ValueStateDescriptor<>("highest-version", Types.INT));
        expiry = getRuntimeContext().getState(new ValueStateDescriptor<>("expiry", Types.LONG));
        duplicates = getRuntimeContext().getMetricGroup().addGroup("medsentry").counter("duplicates");
    }

    @Override
    public void processElement(AdverseReaction report, Context context, Collector<AdverseReaction> out)
            throws Exception {
        Integer highest = highestVersion.value();
        if (highest != null && report.version() <= highest) {
            duplicates.inc();
            return;
        }
        highestVersion.update(report.version());
        remember(context, report.streamTime().toEpochMilli());
        out.collect(report);
    }

    private void remember(Context context, long streamTime) throws Exception {
        long from = Math.max(streamTime, context.timerService().currentWatermark());
        long until = (Math.floorDiv(from + retentionMillis, DAY_MILLIS) + 1) * DAY_MILLIS;
        Long before = expiry.value();
        if (before != null && before >= until) {
            return;
        }
        if (before != null) {
            context.timerService().deleteEventTimeTimer(before);
        }
        expiry.update(until);
        context.timerService().registerEventTimeTimer(until);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdverseReaction> out) {
        highestVersion.clear();
        expiry.clear();
    }
}
