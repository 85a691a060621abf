package org.medsentry.streaming.reference;

import java.time.Instant;
import org.medsentry.schemas.Topic;

/**
 * One row of what changes behaviour: reference data or a rule, as it lies on its compacted topic.
 *
 * @param key key on the topic, the row's id
 * @param value null for a row that was taken away
 * @param offset later rows of a key have higher offsets
 */
public record ControlRecord(
        Topic topic, String brokerTopic, String key, byte[] value, int partition, long offset, Instant receivedAt) {}
