package org.medsentry.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;

/**
 * Which Kafka the gateway writes to.
 *
 * @param bufferBytes what may be on its way to Kafka at once
 * @param deliveryTimeout after which a record counts as not acknowledged
 * @param clientProperties further properties of every client, for instance security.protocol
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        long bufferBytes,
        Duration deliveryTimeout,
        Map<String, String> clientProperties) {

    public static final long DEFAULT_BUFFER_BYTES = 64L << 20;
    public static final Duration DEFAULT_DELIVERY_TIMEOUT = Duration.ofSeconds(20);

    public KafkaSettings {
        clientProperties = Map.copyOf(clientProperties);
    }

    public static KafkaSettings of(String bootstrapServers, String topicPrefix) {
        return new KafkaSettings(
                bootstrapServers, topicPrefix, DEFAULT_BUFFER_BYTES, DEFAULT_DELIVERY_TIMEOUT, Map.of());
    }

    public KafkaSettings withDeliveryTimeout(Duration timeout) {
        return new KafkaSettings(bootstrapServers, topicPrefix, bufferBytes, timeout, clientProperties);
    }

    String name(Stream stream) {
        return topicPrefix + stream.id();
    }

    public String name(Topic topic) {
        return topicPrefix + topic.id();
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** What was answered as accepted must be there whatever dies, so nothing of this can be configured away. */
    public Map<String, Object> producer() {
        int timeout = Math.toIntExact(deliveryTimeout.toMillis());
        Map<String, Object> properties = common();
        properties.putIfAbsent("linger.ms", "5");
        properties.putIfAbsent("batch.size", "65536");
        properties.putIfAbsent("compression.type", "lz4");
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("buffer.memory", bufferBytes);
        properties.put("delivery.timeout.ms", timeout);
        properties.put("request.timeout.ms", timeout / 2);
        properties.put("max.block.ms", timeout / 4);
        return properties;
    }

    /** Of somebody who reads all partitions by itself. */
    public Map<String, Object> reader() {
        Map<String, Object> properties = common();
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        properties.put("default.api.timeout.ms", "5000");
        properties.put("request.timeout.ms", "5000");
        return properties;
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = common();
        properties.put("default.api.timeout.ms", "3000");
        properties.put("request.timeout.ms", "3000");
        return properties;
    }
}
