package org.medsentry.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.PayloadCipher;

/** What ingest could not judge: topic {@code dead-letters}, read by people and sent again after a fix. */
public final class DeadLetterBox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaCluster cluster;

    public DeadLetterBox(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What came of a replay.
     *
     * @param skipped why some were not sent, by id
     */
    public record Replay(List<DeadLetter> sent, Map<String, String> skipped) {}

    /** Each dead letter once, however often a job wrote it, oldest first. */
    public List<DeadLetter> list(Predicate<DeadLetter> wanted) {
        Map<String, DeadLetter> found = new LinkedHashMap<>();
        cluster.readToEnd(Topic.DEAD_LETTERS, row -> {
            DeadLetter letter = read(row.value());
            if (letter != null && wanted.test(letter)) {
                found.putIfAbsent(letter.deadLetterId(), letter);
            }
        });
        return found.values().stream()
                .sorted(Comparator.comparing(DeadLetter::receivedAt).thenComparing(DeadLetter::deadLetterId))
                .toList();
    }

    private static DeadLetter read(byte[] value) {
        try {
            DeadLetter letter = value == null ? null : Documents.fromJson(value, DeadLetter.class);
            return letter == null || letter.deadLetterId() == null || letter.receivedAt() == null ? null : letter;
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    /** The original bytes. */
    public static byte[] open(DeadLetter letter, PayloadCipher cipher) {
        try {
            return cipher.decrypt(letter.payloadKeyId(), letter.payload());
        } catch (IllegalArgumentException wrongKey) {
            throw new DeskException("dead letter " + letter.deadLetterId() + ": " + wrongKey.getMessage()
                    + " (payload key " + letter.payloadKeyId() + ")");
        }
    }

    /**
     * Sends the original bytes to their topics again. What is still bad becomes a dead letter again; what has been judged
     * already is a duplicate and changes nothing.
     */
    public Replay replay(List<DeadLetter> letters, PayloadCipher cipher) {
        List<DeadLetter> sent = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        try (TopicWriter writer = new TopicWriter(cluster)) {
            for (DeadLetter letter : letters) {
                Topic topic = letter.topic() == null ? null : cluster.topicNamed(letter.topic());
                if (topic == null || topic.kind() == Topic.Kind.OUTPUT) {
                    skipped.put(letter.deadLetterId(), "its topic " + letter.topic() + " takes no records");
                    continue;
                }
                byte[] payload = open(letter, cipher);
                String key = key(topic, payload);
                if (payload.length == 0 || key == null && topic.kind() == Topic.Kind.REFERENCE) {
                    skipped.put(letter.deadLetterId(), "it has no id to be filed under");
                    continue;
                }
                writer.send(topic, key, payload);
                sent.add(letter);
            }
            writer.flush();
        }
        return new Replay(sent, skipped);
    }

    /**
     * Sends a mended record to a topic.
     *
     * @throws DeskException if it has no id to be filed under
     */
    public void send(Topic topic, byte[] record) {
        String key = key(topic, record);
        if (key == null && topic.kind() == Topic.Kind.REFERENCE) {
            throw new DeskException("the record has no id to be filed under");
        }
        try (TopicWriter writer = new TopicWriter(cluster)) {
            writer.send(topic, key, record);
            writer.flush();
        }
    }

    private static String key(Topic topic, byte[] payload) {
        try {
            JsonNode record = JSON.readTree(payload);
            if (record == null || record.isMissingNode()) {
                return null;
            }
            if (topic == Topic.RULES) {
                JsonNode ruleId = record.path("ruleId");
                return ruleId.isTextual()
                        ? ruleId.asText() + "#" + record.path("version").asInt()
                        : null;
            }
            return TopicKeys.of(topic, record);
        } catch (JsonProcessingException malformed) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
