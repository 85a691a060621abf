package org.medsentry.streaming.reference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.medsentry.schemas.Topic;

/** Passes control rows on undecoded: the operators that hold them decode, since they also load them by themselves. */
public final class KafkaControlSchema implements KafkaRecordDeserializationSchema<ControlRecord> {

    private static final long serialVersionUID = 1;

    private final String topicPrefix;

    public KafkaControlSchema(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> out) {
        out.collect(new ControlRecord(
                Topic.of(record.topic().substring(topicPrefix.length())),
                record.topic(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                record.value(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp())));
    }

    @Override
    public TypeInformation<ControlRecord> getProducedType() {
        return TypeInformation.of(ControlRecord.class);
    }
}
