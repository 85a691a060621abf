package org.medsentry.streaming.reference;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.medsentry.schemas.Topic;

/**
 * How far an operator has read its control topics: to their end before its first record, and then every later row, each once.
 * What an operator does with a row is its own affair.
 */
public final class ControlReading {

    private static final long NOTHING_YET = -1;

    private record Position(String topic, int partition) {}

    private final Set<Topic> topics;
    private final Consumer<ControlRecord> obey;
    private final Map<Position, Long> positions = new HashMap<>();
    private final Map<Topic, Long> positionByTopic = new EnumMap<>(Topic.class);

    /** @param obey takes a row into force; never throws for a bad row, which has its dead letter elsewhere */
    public ControlReading(Set<Topic> topics, Consumer<ControlRecord> obey) {
        this.topics = topics;
        this.obey = obey;
    }

    /** Reads what the topics hold now. */
    public void load(ControlLoader loader) throws Exception {
        loader.load(topics, this::take);
    }

    /** Goes on from there, for an operator that the control stream does not reach. */
    public AutoCloseable follow(ControlLoader loader, ControlLoader.Listener listener) {
        Map<Position, Long> loaded = Map.copyOf(positions);
        return loader.follow(
                topics,
                (topic, partition) -> loaded.getOrDefault(new Position(topic, partition), NOTHING_YET) + 1,
                listener);
    }

    /**
     * Takes a row of the control stream, which carries all topics. It brings again what was loaded at the start; taking it
     * twice would turn time back.
     */
    public void take(ControlRecord row) {
        if (!topics.contains(row.topic())) {
            return;
        }
        Position position = new Position(row.brokerTopic(), row.partition());
        long before = positions.getOrDefault(position, NOTHING_YET);
        if (row.offset() > before) {
            positions.put(position, row.offset());
            positionByTopic.merge(row.topic(), row.offset() - before, Long::sum);
            obey.accept(row);
        }
    }

    /**
     * How far a topic has been read: higher after every row, and comparable between operators that read the same topic. Exact
     * for topics of one partition, as control topics are.
     */
    public long position(Topic topic) {
        return positionByTopic.getOrDefault(topic, 0L);
    }
}
