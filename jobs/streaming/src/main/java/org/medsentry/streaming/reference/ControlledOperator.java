package org.medsentry.streaming.reference;

import java.util.Set;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.medsentry.schemas.Topic;

/**
 * An operator whose behaviour follows control topics: it reads them to their end before its first record and obeys every
 * row that comes after. Stream time is that of the records alone, for the control stream has none.
 */
public abstract class ControlledOperator<IN, OUT> extends AbstractStreamOperator<OUT>
        implements TwoInputStreamOperator<IN, ControlRecord, OUT> {

    private static final long serialVersionUID = 1;
    private static final int RECORDS = 0;

    private final ControlLoader loader;
    private final Set<Topic> topics;

    private transient ControlReading control;

    protected ControlledOperator(ControlLoader loader, Set<Topic> topics) {
        this.loader = loader;
        this.topics = topics;
    }

    /** Takes a row into force; never throws for a bad row, which has its dead letter elsewhere. */
    protected abstract void obey(ControlRecord row);

    protected abstract void process(IN value, StreamRecord<IN> element) throws Exception;

    @Override
    public void open() throws Exception {
        super.open();
        control = new ControlReading(topics, this::obey);
        control.load(loader);
    }

    @Override
    public final void processElement1(StreamRecord<IN> element) throws Exception {
        process(element.getValue(), element);
    }

    @Override
    public final void processElement2(StreamRecord<ControlRecord> element) {
        control.take(element.getValue());
    }

    /** See {@link ControlReading#position}. */
    protected final long position(Topic topic) {
        return control.position(topic);
    }

    @Override
    public final void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    @Override
    public final void processWatermark2(Watermark mark) {
        // The control stream says nothing about stream time.
    }

    @Override
    protected final void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        if (input == RECORDS) {
            processWatermarkStatus(status);
        }
    }
}
