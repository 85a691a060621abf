package org.medsentry.dispatcher.kafka;

import java.util.HashMap;
import java.util.Map;
import org.medsentry.schemas.Topic;

/**
 * Which Kafka the dispatcher reads from and writes to.
 *
 * @param group whose offsets on {@code triggers} say what is over; processes of one group share the partitions
 * @param instance a name that a process keeps over its restarts, so that it takes up its partitions at once; null for none, and then
 *     they are taken over some seconds after a process was lost
 * @param clientProperties further properties of every client, for instance security.protocol
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        String group,
        String instance,
        Map<String, String> clientProperties) {

    public static final String DEFAULT_GROUP = "medsentry-dispatcher";

    public KafkaSettings {
        clientProperties = Map.copyOf(clientProperties);
    }

    public static KafkaSettings of(String bootstrapServers, String topicPrefix) {
        return new KafkaSettings(bootstrapServers, topicPrefix, DEFAULT_GROUP, null, Map.of());
    }

    public KafkaSettings withInstance(String name) {
        return new KafkaSettings(bootstrapServers, topicPrefix, group, name, clientProperties);
    }

    String name(Topic topic) {
        return topicPrefix + topic.id();
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    Map<String, Object> producer() {
        Map<String, Object> properties = common();
        properties.putIfAbsent("acks", "all");
        properties.putIfAbsent("enable.idempotence", "true");
        properties.putIfAbsent("linger.ms", "5");
        properties.putIfAbsent("compression.type", "lz4");
        return properties;
    }

    /** Reads a whole topic without being a member of anything. */
    Map<String, Object> reader() {
        Map<String, Object> properties = common();
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        properties.putIfAbsent("default.api.timeout.ms", "20000");
        return properties;
    }

    Map<String, Object> member() {
        Map<String, Object> properties = reader();
        properties.put("group.id", group);
        if (instance != null) {
            properties.put("group.instance.id", instance);
        }
        properties.putIfAbsent("session.timeout.ms", "10000");
        properties.putIfAbsent("heartbeat.interval.ms", "2000");
        properties.putIfAbsent("max.poll.records", "500");
        return properties;
    }
}
