package org.medsentry.console.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.medsentry.console.problem.Problem;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;

/** Reveals dead letters and sends them again, as they came or mended. */
public final class DeadLetterDesk {

    private final KafkaCluster cluster;
    private final DeadLetterBox box;
    private final Optional<SecretKeys> keys;
    private final Clock clock;

    /** @param keyFile the keys that dead letters are encrypted with */
    public DeadLetterDesk(KafkaCluster cluster, Optional<Path> keyFile, Clock clock) {
        this.cluster = cluster;
        this.box = new DeadLetterBox(cluster);
        this.keys = keyFile.map(SecretKeys::load);
        this.clock = clock;
    }

    private SecretKeys keys() {
        return keys.orElseThrow(() -> Problem.of(501, "keys-unavailable", "控制台未配置密钥文件", "the console has no key file"));
    }

    private PayloadCipher cipher() {
        return new PayloadCipher(keys());
    }

    /** The original record as text; what is no UTF-8 is shown as such. */
    public String reveal(DeadLetter letter) {
        byte[] bytes = DeadLetterBox.open(letter, cipher());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException foreign) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public DeadLetterBox.Replay replay(List<DeadLetter> letters) {
        return box.replay(letters, cipher());
    }

    /**
     * Sends a mended record in place of a dead letter's.
     *
     * @throws Problem of status 422 if it is still no record
     */
    public void check(DeadLetter letter, String record) {
        try {
            new RecordCheck(keys(), clock).check(topic(letter), record.getBytes(StandardCharsets.UTF_8));
        } catch (RecordException wrong) {
            throw Problem.of(422, "record", "记录仍不符合要求", wrong.getMessage())
                    .with("reason", wrong.reason())
                    .with("pointer", wrong.pointer());
        }
    }

    public void send(DeadLetter letter, String record) {
        box.send(topic(letter), record.getBytes(StandardCharsets.UTF_8));
    }

    private Topic topic(DeadLetter letter) {
        Topic topic = letter.topic() == null ? null : cluster.topicNamed(letter.topic());
        if (topic == null || topic.kind() == Topic.Kind.OUTPUT) {
            throw Problem.of(409, "not-replayable", "该主题不接收记录", "its topic takes no records");
        }
        return topic;
    }
}
