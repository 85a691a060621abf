package org.medsentry.streaming.sink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that numbers documents from 0 and writes them, on a mini cluster. It has no restart strategy and tolerates no failed checkpoint, so that it ends
 * well only if nothing failed (Flink may abort the checkpoint that meets the end of the input).
 */
final class TestingSinkJob {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final MiniCluster cluster;
    private final InMemoryReporter metrics;
    private final JobClient client;

    private TestingSinkJob(MiniCluster cluster, InMemoryReporter metrics, JobClient client) {
        this.cluster = cluster;
        this.metrics = metrics;
        this.client = client;
    }

    /** @param perSecond 0 means as fast as it goes */
    static TestingSinkJob start(
            MiniCluster cluster,
            InMemoryReporter metrics,
            long documents,
            double perSecond,
            ElasticsearchSink<Long> sink)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        RateLimiterStrategy<?> pace =
                perSecond == 0 ? RateLimiterStrategy.noOp() : RateLimiterStrategy.perSecond(perSecond);
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(number -> number, documents, pace, Types.LONG);
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .sinkTo(sink)
                .uid("elasticsearch")
                .name("elasticsearch");
        return new TestingSinkJob(cluster, metrics, environment.executeAsync("sink test"));
    }

    void awaitEnd() throws Exception {
        client.getJobExecutionResult().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    CheckpointStatsSnapshot checkpoints() throws Exception {
        return cluster.getExecutionGraph(client.getJobID())
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .getCheckpointStatsSnapshot();
    }

    long completedCheckpoints() throws Exception {
        return checkpoints().getCounts().getNumberOfCompletedCheckpoints();
    }

    long failedCheckpoints() throws Exception {
        return checkpoints().getCounts().getNumberOfFailedCheckpoints();
    }

    long restarts() {
        return metrics.findMetrics(client.getJobID(), "numRestarts").values().stream()
                .mapToLong(TestingSinkJob::value)
                .sum();
    }

    /** A gauge of the sink, summed over its instances. */
    long gauge(String gauge) {
        return metrics.findMetrics(client.getJobID(), WriterMetrics.GROUP + "." + gauge).values().stream()
                .mapToLong(TestingSinkJob::value)
                .sum();
    }

    private static long value(Metric gauge) {
        return ((Number) ((Gauge<?>) gauge).getValue()).longValue();
    }

    /** A counter of the sink, summed over its instances. */
    long count(String counter) {
        return metrics.findMetrics(client.getJobID(), WriterMetrics.GROUP + "." + counter).values().stream()
                .mapToLong(metric -> ((Counter) metric).getCount())
                .sum();
    }
}
