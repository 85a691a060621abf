package org.medsentry.bench.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.bench.RunClock;
import org.medsentry.bench.StateKind;
import org.medsentry.streaming.JobEnvironment;
import org.medsentry.streaming.JobOptions;

/** Runs a contender as a Flink job with one slot, with the settings that the product's jobs have. */
final class FlinkRun {

    private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(256);
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(128);
    private static final long POLL_MILLIS = 5;

    private final StateKind state;
    private final boolean sourceApart;
    private final Path directory;
    private final Duration checkpointInterval;

    /**
     * How jobs run.
     *
     * @param sourceApart whether the source is a task of its own
     * @param directory for checkpoints and the files of RocksDB
     */
    FlinkRun(StateKind state, boolean sourceApart, Path directory, Duration checkpointInterval) {
        this.state = state;
        this.sourceApart = sourceApart;
        this.directory = directory;
        this.checkpointInterval = checkpointInterval;
    }

    StateKind state() {
        return state;
    }

    /** Runs to the end of the budget; the clock starts when every operator stands ready. */
    RunClock.Reading measure(Contender.OnFlink contender, Workload workload, PurchaseBudget budget) throws Exception {
        try (MiniCluster cluster = start()) {
            JobID job = submit(cluster, contender, workload, new GeneratedPurchases(workload.load(), budget, false));
            awaitRunning(cluster, job);
            RunClock.loaded();
            cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
            return RunClock.reading();
        }
    }

    /** Bytes of a savepoint after so many purchases, in the format that all state backends share: keys, state and timers. */
    long stateBytes(Contender.OnFlink contender, Workload workload, long purchases) throws Exception {
        try (MiniCluster cluster = start()) {
            GeneratedPurchases source =
                    new GeneratedPurchases(workload.load(), PurchaseBudget.ofPurchases(purchases), true);
            JobID job = submit(cluster, contender, workload, source);
            awaitRunning(cluster, job);
            RunClock.loaded();
            GeneratedPurchases.awaitExhausted();
            Path savepoints = Files.createTempDirectory(directory, "savepoint-");
            cluster.triggerSavepoint(job, savepoints.toUri().toString(), true, SavepointFormatType.CANONICAL)
                    .get();
            cluster.requestJobResult(job).get();
            return bytesBelow(savepoints);
        }
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, state.flinkName());
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        // Otherwise the run would wait for one more checkpoint after its end of input.
        configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        // What lies between two tasks when time is up is still worked off: not more than a second of it, please.
        configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        configuration.set(RestOptions.BIND_PORT, "0");
        return configuration;
    }

    private MiniCluster start() throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
        return cluster;
    }

    private JobID submit(MiniCluster cluster, Contender.OnFlink contender, Workload workload, GeneratedPurchases source)
            throws Exception {
        RunClock.reset(1);
        MatchCounter.reset();
        GeneratedPurchases.reset();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration());
        JobEnvironment.prepare(env, new Configuration().set(JobOptions.CHECKPOINT_INTERVAL, checkpointInterval));
        contender
                .matches(new PurchaseStream(env, source, sourceApart), workload)
                .forEach(matches -> matches.sinkTo(new MatchCounter()));
        return cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    }

    /** Opening a hundred operators and their databases is not what is measured. */
    private static void awaitRunning(MiniCluster cluster, JobID job) throws Exception {
        while (true) {
            AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
            if (graph.getState().isGloballyTerminalState()) {
                cluster.requestJobResult(job).get().toJobExecutionResult(FlinkRun.class.getClassLoader());
                throw new IllegalStateException("the job ended before it was started");
            }
            // A graph that is still being set up has no vertices.
            boolean running = graph.getState() == JobStatus.RUNNING
                    && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                            .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING
                                    || vertex.getExecutionState() == ExecutionState.FINISHED);
            if (running) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static long bytesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    })
                    .sum();
        }
    }
}
