package org.medsentry.streaming.pattern;

import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.streaming.ingest.Gate;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlReading;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Gate and judge as part of the source's own task. An operator with a second input, for the control stream, would stand in a
 * task of its own: every record would be serialised and handed to another thread, most of them only to find that no rule
 * cares. (Flink chains sources to operators of many inputs too, but no checkpoint of such a task ends while another of its
 * inputs comes over the network.) So this one follows the control topics itself; what changes there becomes a mail to the
 * task, between two records.
 */
public final class JudgeAtSource<T extends org.medsentry.schemas.event.StreamRecord>
        extends AbstractStreamOperator<RoutedRecord> implements OneInputStreamOperator<Ingested<T>, RoutedRecord> {

    private static final long serialVersionUID = 1;

    private final Gate<T> gate;
    private final RuleJudge<T> judge;

    private transient SentToKeys out;
    private transient SideOutputs aside;
    private transient ControlReading control;
    private transient AutoCloseable following;
    private transient long watermark;

    public JudgeAtSource(Gate<T> gate, RuleJudge<T> judge) {
        this.gate = gate;
        this.judge = judge;
    }

    @Override
    public void open() throws Exception {
        super.open();
        watermark = Long.MIN_VALUE;
        out = new SentToKeys(output);
        aside = new SideOutputs();
        gate.open(getMetricGroup());
        judge.prepare(getMetricGroup());
        control = new ControlReading(judge.topics(), judge::obey);
        control.load(judge.loader());
        following = control.follow(judge.loader(), new Mails());
        judge.ready();
    }

    @Override
    public void processElement(StreamRecord<Ingested<T>> element) {
        aside.element = element;
        T record = gate.pass(element.getValue(), watermark, aside);
        if (record != null) {
            out.begin(element);
            judge.judge(record, control.position(Topic.RULES), out);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void close() throws Exception {
        if (following != null) {
            following.close();
        }
        super.close();
    }

    /** Brings what the other thread has read to the thread of the task. */
    private final class Mails implements ControlLoader.Listener {

        private final MailboxExecutor mailbox = getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(getOperatorConfig().getChainIndex());

        @Override
        public void row(ControlRecord row) {
            send(() -> control.take(row));
        }

        @Override
        public void failed(Exception reason) {
            send(() -> {
                throw new IllegalStateException("the control topics cannot be followed", reason);
            });
        }

        private void send(ThrowingRunnable<Exception> mail) {
            try {
                mailbox.execute(mail, "control topics");
            } catch (RejectedExecutionException closing) {
                LOG.debug("the task ends, rules and reference data no longer matter to it");
            }
        }
    }

    private final class SideOutputs implements Gate.Aside {

        private StreamRecord<?> element;

        @Override
        public void deadLetter(DeadLetter deadLetter) {
            send(IngestGate.DEAD_LETTERS, deadLetter);
        }

        @Override
        public void lateRecord(LateRecord late) {
            send(IngestGate.LATE_RECORDS, late);
        }

        /** What could not be read has no time. */
        private <X> void send(OutputTag<X> tag, X value) {
            output.collect(
                    tag,
                    element.hasTimestamp()
                            ? new StreamRecord<>(value, element.getTimestamp())
                            : new StreamRecord<>(value));
        }
    }
}
