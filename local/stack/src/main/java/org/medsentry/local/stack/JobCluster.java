package org.medsentry.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.streaming.JobEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All jobs in one Flink cluster inside this process, with Flink's web interface. They go on where they were stopped. */
public final class JobCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobCluster.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration SAVEPOINT_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final MiniCluster cluster;
    private final Path checkpoints;
    private final Map<LocalJob, JobID> jobs = new EnumMap<>(LocalJob.class);

    /**
     * How a job fares.
     *
     * @param restarts how often a task of it has been started anew
     */
    public record JobState(LocalJob job, JobStatus status, int restarts) {

        public boolean isSound() {
            return status == JobStatus.RUNNING && restarts == 0;
        }
    }

    private JobCluster(MiniCluster cluster, Path checkpoints) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
    }

    /**
     * Starts the cluster and all jobs, and waits until every task runs.
     *
     * @param jobOptions options of the jobs, by {@link org.medsentry.streaming.JobOptions}
     */
    static JobCluster start(StackDirectory directory, int restPort, int parallelism, Configuration jobOptions) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, restPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(CoreOptions.TMP_DIRS, directory.flinkTemporary().toString());
        // The heap backend keeps no managed memory; one process needs few network buffers.
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        configuration.setString("metrics.reporter.board.factory.class", MetricBoard.Factory.class.getName());
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(LocalJob.values().length * parallelism)
                .build());
        JobCluster result = new JobCluster(cluster, directory.checkpoints());
        try {
            cluster.start();
            for (LocalJob job : LocalJob.values()) {
                result.submit(job, parallelism, jobOptions);
            }
            result.awaitRunning();
            return result;
        } catch (Exception failed) {
            result.close();
            throw failed instanceof StackException known
                    ? known
                    : new StackException("the Flink cluster does not start: " + failed, failed);
        }
    }

    private void submit(LocalJob job, int parallelism, Configuration jobOptions) {
        Path folder = checkpoints.resolve(job.id());
        Configuration configuration = new Configuration();
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        // A crash of the stack must leave the last checkpoint behind.
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        JobEnvironment.prepare(env, jobOptions);
        job.build(env, jobOptions);
        var graph = env.getStreamGraph();
        graph.setJobName(job.jobName());
        JobGraph jobGraph = graph.getJobGraph();
        Optional<Path> resumePoint = ResumePoint.newest(folder);
        // Claimed: Flink deletes it once a newer checkpoint has taken its place.
        resumePoint.ifPresent(path -> jobGraph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        jobs.put(job, jobGraph.getJobID());
        LOG.info(
                "{} starts {}",
                job.jobName(),
                resumePoint.map(path -> "from " + path).orElse("anew"));
        answer(cluster.submitJob(jobGraph), "start " + job.jobName());
    }

    private void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (LocalJob job : LocalJob.values()) {
            while (!isRunning(job)) {
                if (System.nanoTime() > deadline) {
                    throw new StackException(job.jobName() + " does not run after " + START_LIMIT.toSeconds() + " s"
                            + causeOfRestarts(job));
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    private String causeOfRestarts(LocalJob job) {
        var failure = graph(job).getFailureInfo();
        return failure == null
                ? ""
                : ": "
                        + failure.getExceptionAsString()
                                .lines()
                                .reduce((first, second) -> second.startsWith("Caused by") ? second : first)
                                .orElse("");
    }

    private boolean isRunning(LocalJob job) {
        AccessExecutionGraph graph = graph(job);
        if (graph.getState().isTerminalState()) {
            String cause = graph.getFailureInfo() == null
                    ? graph.getState().toString()
                    : graph.getFailureInfo()
                            .getExceptionAsString()
                            .lines()
                            .findFirst()
                            .orElse("");
            throw new StackException(job.jobName() + " failed: " + cause);
        }
        return graph.getState() == JobStatus.RUNNING
                && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                        .allMatch(task ->
                                task.getExecutionState() == org.apache.flink.runtime.execution.ExecutionState.RUNNING);
    }

    private AccessExecutionGraph graph(LocalJob job) {
        return answer(cluster.getExecutionGraph(jobs.get(job)), "describe " + job.jobName());
    }

    /** How every job fares at this moment. */
    public List<JobState> states() {
        return jobs.keySet().stream().map(this::state).toList();
    }

    private JobState state(LocalJob job) {
        AccessExecutionGraph graph = graph(job);
        int restarts = StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .mapToInt(task -> task.getCurrentExecutionAttempt().getAttemptNumber())
                .max()
                .orElse(0);
        return new JobState(job, graph.getState(), restarts);
    }

    /**
     * Makes a checkpoint of every job now; whatever they had read when this was called has then reached its topic and index.
     */
    public void checkpoint() {
        List<CompletableFuture<String>> checkpoints =
                jobs.values().stream().map(cluster::triggerCheckpoint).toList();
        checkpoints.forEach(checkpoint -> answer(checkpoint, "make a checkpoint"));
    }

    /** Stops every job with a savepoint that the next start goes on from; a job that cannot make one is cancelled. */
    @Override
    public void close() {
        try {
            if (cluster.isRunning()) {
                stopJobs();
            }
        } finally {
            answer(cluster.closeAsync(), "close the Flink cluster");
        }
    }

    private void stopJobs() {
        Map<LocalJob, CompletableFuture<String>> savepoints = new EnumMap<>(LocalJob.class);
        jobs.forEach((job, id) -> savepoints.put(
                job,
                cluster.stopWithSavepoint(
                        id, checkpoints.resolve(job.id()).toUri().toString(), false, SavepointFormatType.NATIVE)));
        savepoints.forEach((job, savepoint) -> {
            try {
                savepoint.get(SAVEPOINT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                LOG.warn(
                        "{} could not be stopped with a savepoint and will go on from its last checkpoint: {}",
                        job.jobName(),
                        failed.toString());
            } catch (InterruptedException interrupted) {
                throw KafkaCluster.interrupted(interrupted);
            }
        });
    }

    private static <T> T answer(CompletableFuture<T> future, String what) {
        try {
            return future.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw new StackException("cannot " + what + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new StackException("cannot " + what + " within " + ANSWER_LIMIT.toSeconds() + " s", late);
        }
    }
}
