package org.medsentry.streaming.action;

import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.AlertActionDecoder;
import org.medsentry.schemas.codec.DeadLetters;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.reference.ControlRecord;

/** Parts what is an action from what is none: people and their programs write to {@code alert-actions}. */
public final class ActionGate extends ProcessFunction<ControlRecord, AlertAction> {

    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("bad-actions", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1;

    private final String keyFile;

    private transient DeadLetters deadLetters;

    public ActionGate(String keyFile) {
        this.keyFile = keyFile;
    }

    @Override
    public void open(OpenContext context) {
        deadLetters = new DeadLetters(new PayloadCipher(SecretKeys.load(Path.of(keyFile))));
    }

    @Override
    public void processElement(ControlRecord row, Context context, Collector<AlertAction> out) {
        if (row.value() == null) {
            return;
        }
        try {
            out.collect(AlertActionDecoder.decode(row.value()));
        } catch (RecordException bad) {
            context.output(
                    DEAD_LETTERS,
                    deadLetters.create(
                            Topic.ALERT_ACTIONS.id(),
                            bad,
                            row.value(),
                            row.receivedAt(),
                            row.brokerTopic(),
                            row.partition(),
                            row.offset()));
        }
    }
}
