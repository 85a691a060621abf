package org.medsentry.streaming.ingest;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.event.AdverseReaction;

/**
 * Lets a report version pass only if it is higher than every version of the report seen before: lower or equal ones are
 * duplicates. It goes on with the version that it replaces, because what that one counted has to be taken back; hence
 * the whole report is kept. Keyed by {@link #reportKey}. Reports are few and versions come months apart, so this is the one
 * stream that pays a shuffle for it.
 */
public final class ReportVersions extends KeyedProcessFunction<String, AdverseReaction, VersionedReport> {

    private static final long serialVersionUID = 1;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long retentionMillis;

    private transient ValueState<AdverseReaction> newestVersion;
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
        newestVersion = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("newest-version", TypeInformation.of(AdverseReaction.class)));
        expiry = getRuntimeContext().getState(new ValueStateDescriptor<>("expiry", Types.LONG));
        duplicates = getRuntimeContext().getMetricGroup().addGroup("medsentry").counter("duplicates");
    }

    @Override
    public void processElement(AdverseReaction report, Context context, Collector<VersionedReport> out)
            throws Exception {
        AdverseReaction newest = newestVersion.value();
        if (newest != null && report.version() <= newest.version()) {
            duplicates.inc();
            return;
        }
        newestVersion.update(report);
        remember(context, report.streamTime().toEpochMilli());
        out.collect(new VersionedReport(report, newest));
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
    public void onTimer(long timestamp, OnTimerContext context, Collector<VersionedReport> out) {
        newestVersion.clear();
        expiry.clear();
    }
}
