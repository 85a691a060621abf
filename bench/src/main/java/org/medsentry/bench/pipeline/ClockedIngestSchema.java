package org.medsentry.bench.pipeline;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.RunClock;
import org.medsentry.bench.Settling;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.KafkaIngestSchema;
import org.medsentry.streaming.ingest.RecordIngest;

/**
 * The jobs' own ingest with a clock that starts at the first record behind the warm-up and stops when those before the last are worked off; the
 * same in every variant.
 */
final class ClockedIngestSchema implements KafkaRecordDeserializationSchema<Ingested<PurchaseRegistration>> {

    private static final long serialVersionUID = 1;

    private final KafkaIngestSchema<PurchaseRegistration> ingest;
    private final long warmUpRecords;
    private final long records;
    private final CorePinning pinning;

    private transient long read;

    /**
     * Puts the clock before an ingest.
     *
     * @param warmUpRecords how many go before those that are measured, on all cores
     * @param records how many there are in all
     * @param pinning where the process is measured
     */
    ClockedIngestSchema(
            RecordIngest<PurchaseRegistration> ingest, long warmUpRecords, long records, CorePinning pinning) {
        this.ingest = new KafkaIngestSchema<>(ingest);
        this.warmUpRecords = warmUpRecords;
        this.records = records;
        this.pinning = pinning;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        ingest.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Ingested<PurchaseRegistration>> out) {
        if (read == 0) {
            // not earlier: an operator that still has to load may stand in the same task
            RunClock.awaitLoaded();
        }
        if (read++ == warmUpRecords) {
            Settling.settle(pinning);
        }
        RunClock.countIn();
        if (read == records) {
            Settling.stopClock();
        }
        ingest.deserialize(record, out);
    }

    @Override
    public TypeInformation<Ingested<PurchaseRegistration>> getProducedType() {
        return ingest.getProducedType();
    }
}
