package org.medsentry.streaming;

import java.io.Serializable;
import java.time.Instant;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.rules.RuleStream;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.pattern.ObservationJudge;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** The part of the graph that the jobs share which join what other jobs wrote. */
final class Correlation {

    private Correlation() {}

    /** When a document happened; a named interface because lambdas must be serialisable. */
    interface TimeOf<T> extends Function<T, Instant>, Serializable {}

    /**
     * Stream time that only lets state be cleaned: rules judge on arrival. The jobs that write these documents run
     * independently of each other, and what one of them writes after hours of standstill must still find what it is to be
     * joined with.
     */
    static <T> WatermarkStrategy<T> cleaning(JobSettings settings, TimeOf<T> time) {
        return WatermarkStrategy.<T>forBoundedOutOfOrderness(settings.allowedLateness())
                .withIdleness(settings.idleness())
                .withTimestampAssigner(
                        (document, brokerTime) -> time.apply(document).toEpochMilli());
    }

    static CorrelatedStreams judge(
            String job,
            RuleStream stream,
            DataStream<Observation> observations,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        StreamJudgement.Judged judged = StreamJudgement.judge(
                job, observations, new ObservationJudge(stream, loader), controlRows, loader, settings);
        return new CorrelatedStreams(job, judged.signals(), judged.lateForRules());
    }
}
