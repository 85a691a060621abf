package org.medsentry.streaming.reference;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where reference data and rules come from: what holds at the start, and what changes later. */
public interface ControlInput {

    ControlLoader loader();

    /**
     * The changes, in order by key.
     *
     * @param uidPrefix so that several jobs in one graph keep their operators apart
     */
    DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix);
}
