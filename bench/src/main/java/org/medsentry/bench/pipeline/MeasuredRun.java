package org.medsentry.bench.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ParentWatch;
import org.medsentry.bench.RunClock;
import org.medsentry.schemas.Topic;
import org.medsentry.streaming.JobEnvironment;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One measured process: the variant on a first part of the load and on all cores, so that the JIT has seen it, then on all of
 * it, on one core and with the clock. Prints one line {@code result ...}.
 */
@Command(name = "measured-run")
final class MeasuredRun implements Callable<Integer> {

    static final String WARM_UP_PREFIX = "warm-up-";

    /** A bounded job only ends at its next checkpoint; nobody times the warm-up. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @Option(names = "--variant", required = true)
    private Variant variant;

    @Option(names = "--bootstrap-servers", required = true)
    private String bootstrapServers;

    @Option(names = "--key-file", required = true)
    private String keyFile;

    @Option(names = "--output-prefix", required = true)
    private String outputPrefix;

    @Option(names = "--checkpoints", required = true, description = "directory URI")
    private String checkpoints;

    @Option(names = "--checkpoint-interval", required = true)
    private Duration checkpointInterval;

    @Option(names = "--warm-up-share", required = true)
    private double warmUpShare;

    @Option(names = "--cores", required = true, description = "Where the measured part runs.")
    private String cores;

    private MeasuredRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new MeasuredRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ParentWatch.start();
        if (warmUpShare > 0) {
            run(OffsetsInitializer.offsets(partOfLoad()), WARM_UP_PREFIX, SOON);
        }
        CorePinning.of(cores).keep(ProcessHandle.current().pid());
        System.gc();
        RunResult result = run(OffsetsInitializer.latest(), outputPrefix, checkpointInterval);
        ParentWatch.finish();
        System.out.println("result " + result.line());
        return 0;
    }

    private RunResult run(OffsetsInitializer end, String prefix, Duration interval) throws Exception {
        RunClock.reset(variant.judges() ? 1 : 0);
        Configuration configuration = Configuration.fromMap(Map.of(
                JobOptions.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrapServers,
                JobOptions.PRIVACY_KEY_FILE.key(), keyFile,
                JobOptions.CHECKPOINT_INTERVAL.key(), interval.toMillis() + " ms"));
        Configuration cluster = new Configuration();
        cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        cluster.set(StateBackendOptions.STATE_BACKEND, variant.state().flinkName());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, cluster);
        JobEnvironment.prepare(env, configuration);
        new VariantGraph(configuration, end).define(variant, env, prefix);
        env.execute("bench " + variant.id());
        return RunResult.of(variant, RunClock.reading());
    }

    private Map<TopicPartition, Long> partOfLoad() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            String topic = Topic.PURCHASE_REGISTRATIONS.id();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            Map<TopicPartition, Long> part = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, offset) ->
                            part.put(partition, (long) Math.ceil(offset.offset() * warmUpShare)));
            return part;
        }
    }
}
