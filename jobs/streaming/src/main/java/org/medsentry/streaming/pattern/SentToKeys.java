package org.medsentry.streaming.pattern;

import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.schemas.document.Sighting;

/** Where an operator sends what its judge makes of a record: with the time stamp of the record, in the object that brought it. */
final class SentToKeys implements JudgeOutput {

    private final Output<StreamRecord<RoutedRecord>> output;
    private StreamRecord<?> element;

    SentToKeys(Output<StreamRecord<RoutedRecord>> output) {
        this.output = output;
    }

    /** The record that is judged next. */
    void begin(StreamRecord<?> next) {
        element = next;
    }

    @Override
    public void route(RoutedRecord routed) {
        output.collect(element.replace(routed));
    }

    @Override
    public void see(Sighting sighting) {
        output.collect(RecordJudge.SIGHTINGS, new StreamRecord<>(sighting, element.getTimestamp()));
    }
}
