package org.medsentry.streaming.ingest;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.medsentry.schemas.event.StreamRecord;

/**
 * Stream time. Live, watermarks follow the clock of the source and a silent partition is set aside; over files they
 * follow the records alone, so that a backtest sees the same stream time at the same record in every run.
 */
public enum IngestWatermarks implements Serializable {
    LIVE {
        @Override
        <T extends StreamRecord> WatermarkStrategy<Ingested<T>> generator(Duration outOfOrderness, Duration idleness) {
            return WatermarkStrategy.<Ingested<T>>forBoundedOutOfOrderness(outOfOrderness)
                    .withIdleness(idleness);
        }
    },
    PER_RECORD {
        @Override
        <T extends StreamRecord> WatermarkStrategy<Ingested<T>> generator(Duration outOfOrderness, Duration idleness) {
            return WatermarkStrategy.forGenerator(context -> new PerRecordGenerator<>(outOfOrderness.toMillis()));
        }
    };

    abstract <T extends StreamRecord> WatermarkStrategy<Ingested<T>> generator(
            Duration outOfOrderness, Duration idleness);

    public <T extends StreamRecord> WatermarkStrategy<Ingested<T>> strategy(
            Duration outOfOrderness, Duration idleness) {
        return this.<T>generator(outOfOrderness, idleness)
                .withTimestampAssigner((ingested, brokerTime) -> ingested.record() == null
                        ? TimestampAssigner.NO_TIMESTAMP
                        : ingested.record().streamTime().toEpochMilli());
    }

    /** Advances in steps of a second of stream time: finer steps only cost. */
    private static final class PerRecordGenerator<T> implements WatermarkGenerator<T> {

        private static final long STEP_MILLIS = 1000;

        private final long outOfOrdernessMillis;
        private long emitted = Long.MIN_VALUE;

        PerRecordGenerator(long outOfOrdernessMillis) {
            this.outOfOrdernessMillis = outOfOrdernessMillis;
        }

        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            if (timestamp == TimestampAssigner.NO_TIMESTAMP) {
                return;
            }
            long watermark = timestamp - outOfOrdernessMillis - 1;
            if (emitted == Long.MIN_VALUE || watermark >= emitted + STEP_MILLIS) {
                emitted = watermark;
                output.emitWatermark(new Watermark(watermark));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // All progress comes from records.
        }
    }
}
