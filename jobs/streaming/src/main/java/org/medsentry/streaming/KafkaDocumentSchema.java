package org.medsentry.streaming;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.medsentry.schemas.codec.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back what our own jobs wrote. Something else on such a topic is an operator's mistake: it is counted and named in
 * the log by its place, and stays where it lies.
 */
final class KafkaDocumentSchema<T> implements KafkaRecordDeserializationSchema<T> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDocumentSchema.class);

    private final Class<T> type;

    private transient Counter foreignRecords;

    KafkaDocumentSchema(Class<T> type) {
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        foreignRecords = context.getMetricGroup().addGroup("medsentry").counter("foreignRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        try {
            out.collect(Documents.fromJson(record.value(), type));
        } catch (RuntimeException foreign) {
            foreignRecords.inc();
            LOG.error("{}-{}@{} is no {}", record.topic(), record.partition(), record.offset(), type.getSimpleName());
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
