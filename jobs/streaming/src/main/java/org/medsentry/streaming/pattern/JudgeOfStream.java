package org.medsentry.streaming.pattern;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.schemas.Topic;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.ControlledOperator;

/**
 * Judges what another operator gives, for instance behind a shuffle. An operator with two inputs cannot be chained to what is
 * before it; where that is a source, {@link JudgeAtSource} saves the way from task to task.
 */
public final class JudgeOfStream<T> extends ControlledOperator<T, RoutedRecord> {

    private static final long serialVersionUID = 1;

    private final RuleJudge<T> judge;

    private transient SentToKeys out;

    public JudgeOfStream(RuleJudge<T> judge) {
        super(judge.loader(), judge.topics());
        this.judge = judge;
    }

    @Override
    public void open() throws Exception {
        judge.prepare(getMetricGroup());
        out = new SentToKeys(output);
        super.open();
        judge.ready();
    }

    @Override
    protected void obey(ControlRecord row) {
        judge.obey(row);
    }

    @Override
    protected void process(T value, StreamRecord<T> element) {
        out.begin(element);
        judge.judge(value, position(Topic.RULES), out);
    }
}
