package org.medsentry.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Joins what both kinds of sale show of a package or a lot, and the signals about it: topics {@code sightings} and
 * {@code signals} to topic {@code signals}.
 */
public final class TraceJob {

    public static final String NAME = "medsentry trace";

    /** Prefix of its uids and consumer groups. */
    public static final String ID = "trace";

    private TraceJob() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = JobOptions.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(configuration);
        build(env, configuration);
        env.execute(NAME);
    }

    /** The graph between Kafka's topics. */
    public static void build(StreamExecutionEnvironment env, Configuration configuration) {
        KafkaEnds kafka = new KafkaEnds(configuration);
        JobSettings settings = JobSettings.live(configuration);
        DataStream<Observation> sightings = env.fromSource(
                        kafka.documents(ID, Topic.SIGHTINGS, Sighting.class),
                        Correlation.cleaning(settings, Sighting::occurredAt),
                        "read sightings")
                .uid("trace-sightings-source")
                .map(Observation::of, TypeInformation.of(Observation.class))
                .uid("trace-sightings")
                .name("take sightings");
        DataStream<Observation> signals = env.fromSource(
                        kafka.documents(ID, Topic.SIGNALS, Signal.class),
                        Correlation.cleaning(settings, Signal::lastEventAt),
                        "read signals")
                .uid("trace-signals-source")
                .map(Observation::of, TypeInformation.of(Observation.class))
                .uid("trace-signals")
                .name("take signals");

        define(sightings.union(signals), kafka.control(), settings).sinkTo(kafka.judgedSinks());
    }

    /** The graph, from sightings and signals in whichever order to what the rules over sightings find; sinks are the caller's. */
    public static CorrelatedStreams define(
            DataStream<Observation> observations, ControlInput control, JobSettings settings) {
        DataStream<ControlRecord> controlRows = control.open(observations.getExecutionEnvironment(), ID);
        return Correlation.judge(ID, RuleStream.SIGHTINGS, observations, controlRows, control.loader(), settings);
    }
}
