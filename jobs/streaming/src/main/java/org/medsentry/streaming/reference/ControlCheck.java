package org.medsentry.streaming.reference;

import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.DeadLetters;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Makes a dead letter of every bad row of reference data and every bad rule. Operators that hold control data pass over
 * such rows; this one, in one job only, sees that none vanishes.
 */
public final class ControlCheck extends RichFlatMapFunction<ControlRecord, DeadLetter> {

    /** What a dead letter names as its stream. */
    public static final String STREAM = "reference";

    private static final long serialVersionUID = 1;

    private final String keyFile;

    private transient DeadLetters deadLetters;

    public ControlCheck(String keyFile) {
        this.keyFile = keyFile;
    }

    @Override
    public void open(OpenContext context) {
        deadLetters = new DeadLetters(new PayloadCipher(SecretKeys.load(Path.of(keyFile))));
    }

    @Override
    public void flatMap(ControlRecord row, Collector<DeadLetter> out) {
        if (row.value() == null) {
            return;
        }
        try {
            check(row);
        } catch (RecordException bad) {
            out.collect(deadLetters.create(
                    STREAM, bad, row.value(), row.receivedAt(), row.brokerTopic(), row.partition(), row.offset()));
        }
    }

    private static void check(ControlRecord row) throws RecordException {
        if (row.topic() != Topic.RULES) {
            ReferenceDecoder.decode(row.topic(), row.value());
            return;
        }
        RulePublication publication = RulePublicationDecoder.decode(row.value());
        if (publication.state() == RuleState.REMOVED) {
            return;
        }
        try {
            RuleFile.parse(publication.ruleId(), publication.yaml());
        } catch (RuleException bad) {
            throw new RecordException(
                    DeadLetterReason.INVALID_RULE, "/yaml", bad.problems().toString());
        }
    }
}
