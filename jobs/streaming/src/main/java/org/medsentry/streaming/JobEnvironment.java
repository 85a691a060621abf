package org.medsentry.streaming;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How every job runs: no Kryo, no copies between chained operators, checkpoints, patient restarts. */
public final class JobEnvironment {

    private JobEnvironment() {}

    public static StreamExecutionEnvironment create(Configuration configuration) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        prepare(env, configuration);
        return env;
    }

    /** Settings of the cluster win where it has them. */
    public static void prepare(StreamExecutionEnvironment env, Configuration configuration) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        // Events are immutable records: handing on the same object is safe.
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        if (env.getConfiguration().getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
            flink.set(ExecutionOptions.BUFFER_TIMEOUT, configuration.get(JobOptions.BUFFER_TIMEOUT));
        }
        if (env.getConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .isEmpty()) {
            flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, configuration.get(JobOptions.CHECKPOINT_INTERVAL));
        }
        if (env.getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            // A short fixed delay burns its attempts before a dead task manager is noticed.
            flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        }
        if (env.getConfiguration()
                .getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)
                .isEmpty()) {
            // While Elasticsearch is away its sink holds the stream back and checkpoints may time out: patience, no
            // restart.
            flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        }
        env.configure(flink);
    }
}
