package org.medsentry.bench.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ParentWatch;
import org.medsentry.bench.RunClock;
import org.medsentry.streaming.JobEnvironment;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One measured process: the variant on a first part of the load and on all cores, so that the JIT has seen it, then, once it is at
 * rest, on what follows, on one core and with the clock. Prints one line {@code result ...}.
 */
@Command(name = "measured-run")
final class MeasuredRun implements Callable<Integer> {

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

    @Option(names = "--warm-up-records", required = true)
    private long warmUpRecords;

    @Option(names = "--records", required = true, description = "In all.")
    private long records;

    @Option(names = "--cores", required = true, description = "Where the measured part runs.")
    private String cores;

    private MeasuredRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new MeasuredRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ParentWatch.start();
        RunResult result = run();
        ParentWatch.finish();
        System.out.println("result " + result.line());
        return 0;
    }

    private RunResult run() throws Exception {
        RunClock.reset(variant.judges() ? 1 : 0);
        Configuration configuration = Configuration.fromMap(Map.of(
                JobOptions.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrapServers,
                JobOptions.PRIVACY_KEY_FILE.key(), keyFile,
                JobOptions.CHECKPOINT_INTERVAL.key(), checkpointInterval.toMillis() + " ms"));
        Configuration cluster = new Configuration();
        cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        cluster.set(StateBackendOptions.STATE_BACKEND, variant.state().flinkName());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, cluster);
        JobEnvironment.prepare(env, configuration);
        new VariantGraph(configuration, warmUpRecords, records, CorePinning.of(cores))
                .define(variant, env, outputPrefix);
        env.execute("bench " + variant.id());
        return RunResult.of(variant, RunClock.reading());
    }
}
