package org.medsentry.bench.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ParentWatch;
import org.medsentry.schemas.Topic;

/**
 * What the gateway is held against: a producer with the gateway's settings that sends the same bytes as they are, neither read nor
 * checked. Records have a key each, so that they go to the partitions one by one as the gateway's do.
 */
final class PlainProducerRun {
    private static final int KEYS = 1_000;

    private PlainProducerRun() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.start();
        GatewayLoad load = GatewayLoad.read(Path.of(arguments[1]));
        int warmUp = Integer.parseInt(arguments[2]);
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("linger.ms", "5");
        properties.put("batch.size", "65536");
        properties.put("compression.type", "lz4");
        properties.put("buffer.memory", 64L << 20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, load, 0, warmUp);
            CorePinning.of(arguments[3]).keep(ProcessHandle.current().pid());
            long begun = System.nanoTime();
            long used = GatewayRun.processorNanos();
            send(producer, load, warmUp, load.records());
            System.out.println("result " + (System.nanoTime() - begun) + " " + (GatewayRun.processorNanos() - used));
        }
        ParentWatch.finish();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, GatewayLoad load, int from, int until) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (int index = from; index < until; index++) {
            byte[] key = ("PH-" + index % KEYS).getBytes(StandardCharsets.US_ASCII);
            producer.send(
                    new ProducerRecord<>(Topic.PURCHASE_REGISTRATIONS.id(), key, load.record(index)),
                    (metadata, failed) -> {
                        if (failed != null) {
                            failure.set(failed);
                        }
                    });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take a record", failure.get());
        }
    }
}
