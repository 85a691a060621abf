package org.medsentry.bench.rules;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;

/** All purchases of a run, with event time and in order; a contender reads them once, in one of two forms. */
public final class PurchaseStream {

    private final StreamExecutionEnvironment env;
    private final GeneratedPurchases source;
    private final boolean sourceApart;

    /** @param sourceApart whether the source is a task of its own */
    PurchaseStream(StreamExecutionEnvironment env, GeneratedPurchases source, boolean sourceApart) {
        this.env = env;
        this.source = source;
        this.sourceApart = sourceApart;
    }

    public StreamExecutionEnvironment environment() {
        return env;
    }

    public DataStream<PurchaseRegistration> purchases() {
        return read(source, TypeInformation.of(PurchaseRegistration.class));
    }

    /** As the product's own sources give them: a record or its dead letter, of which there are none here. */
    DataStream<Ingested<PurchaseRegistration>> ingested() {
        return read(new IngestedPurchases(source), RecordIngest.TYPE_OF_PURCHASE_REGISTRATIONS);
    }

    private <T> DataStream<T> read(Source<T, ?, ?> from, TypeInformation<T> type) {
        SingleOutputStreamOperator<T> read = env.fromSource(
                from, WatermarkStrategy.forGenerator(context -> new RegularWatermarks<>()), "generate purchases", type);
        return sourceApart ? read.disableChaining() : read;
    }

    /**
     * Stream time follows the records, not the wall clock: a generator runs thousands of times faster than life, and would
     * otherwise jump over whole windows between two watermarks.
     */
    private static final class RegularWatermarks<T> implements WatermarkGenerator<T> {

        private static final int PURCHASES_PER_WATERMARK = 100;

        private long purchases;

        @Override
        public void onEvent(T purchase, long timestamp, WatermarkOutput output) {
            if (++purchases % PURCHASES_PER_WATERMARK == 0) {
                output.emitWatermark(new Watermark(timestamp));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // The records have said it.
        }
    }
}
