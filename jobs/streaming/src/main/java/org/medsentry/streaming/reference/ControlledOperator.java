package org.medsentry.streaming.reference;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
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

    private record Position(String topic, int partition) {}

    private final ControlLoader loader;
    private final Set<Topic> topics;

    private transient Map<Position, Long> positions;
    private transient Map<Topic, Long> positionByTopic;

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
        positions = new HashMap<>();
        positionByTopic = new EnumMap<>(Topic.class);
        loader.load(topics, this::take);
    }

    @Override
    public final void processElement1(StreamRecord<IN> element) throws Exception {
        process(element.getValue(), element);
    }

    @Override
    public final void processElement2(StreamRecord<ControlRecord> element) {
        if (topics.contains(element.getValue().topic())) {
            take(element.getValue());
        }
    }

    /** The control stream brings again what was loaded at the start; taking it twice would turn time back. */
    private void take(ControlRecord row) {
        Position position = new Position(row.brokerTopic(), row.partition());
        if (row.offset() > positions.getOrDefault(position, -1L)) {
            long before = positions.getOrDefault(position, -1L);
            positions.put(position, row.offset());
            positionByTopic.merge(row.topic(), row.offset() - before, Long::sum);
            obey(row);
        }
    }

    /**
     * How far a topic has been read: higher after every row, and comparable between operators that read the same topic. Exact
     * for topics of one partition, as control topics are.
     */
    protected final long position(Topic topic) {
        return positionByTopic.getOrDefault(topic, 0L);
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
