package org.medsentry.local.simulator;

import java.time.Instant;
import org.medsentry.schemas.Topic;

/**
 * A record as a sender would put it on an input topic.
 *
 * @param source the network that sends it, also of a record that is too broken to say so
 * @param key the Kafka key: pharmacy, product or seller, never a person
 * @param value the JSON, or what should have been JSON
 * @param streamTime the time of sale or of receipt; of a bad record, the time it was sent
 * @param sentAt when the sender sent it; records come in this order
 */
public record SimulatedRecord(
        Topic topic, String source, String key, byte[] value, Instant streamTime, Instant sentAt) {}
