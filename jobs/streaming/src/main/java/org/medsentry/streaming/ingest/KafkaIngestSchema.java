package org.medsentry.streaming.ingest;

import java.time.Instant;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.medsentry.schemas.event.StreamRecord;

/** Ingests inside the Kafka source, where each partition keeps its own watermark. */
public final class KafkaIngestSchema<T extends StreamRecord> implements KafkaRecordDeserializationSchema<Ingested<T>> {

    private static final long serialVersionUID = 1;

    private final RecordIngest<T> ingest;

    public KafkaIngestSchema(RecordIngest<T> ingest) {
        this.ingest = ingest;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        ingest.open();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Ingested<T>> out) {
        out.collect(ingest.ingest(new RawRecord(
                record.value(), record.topic(), record.partition(), record.offset(), receivedAt(record))));
    }

    /** A producer's own time stamp proves nothing about when the broker took the record; then the wall clock must do. */
    static Instant receivedAt(ConsumerRecord<?, ?> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(record.timestamp())
                : Instant.now();
    }

    @Override
    public TypeInformation<Ingested<T>> getProducedType() {
        return ingest.producedType();
    }
}
