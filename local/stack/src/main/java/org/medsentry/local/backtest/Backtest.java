package org.medsentry.local.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.local.backtest.BacktestSummary.ReferenceAccount;
import org.medsentry.local.backtest.BacktestSummary.RuleAccount;
import org.medsentry.local.backtest.BacktestSummary.RulesAccount;
import org.medsentry.local.backtest.BacktestSummary.RunAccount;
import org.medsentry.local.backtest.BacktestSummary.StreamAccount;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.privacy.KeyFileException;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.JobEnvironment;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Runs the graphs of the live system over files and says what a rule set would have raised. One task a step: the order of
 * everything is that of the files, so the same input gives the same output.
 */
public final class Backtest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final long LOOK_MILLIS = 100;

    private final BacktestRequest request;
    private final BacktestProgress progress;

    private Backtest(BacktestRequest request, BacktestProgress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Runs to the end of all files and writes the results.
     *
     * @throws BacktestException if it cannot be run or fails; then no result is written
     * @throws InterruptedException if the thread is interrupted; then the job is cancelled and no result is written
     */
    public static BacktestSummary run(BacktestRequest request, BacktestProgress progress) throws InterruptedException {
        return new Backtest(request, progress).run();
    }

    private BacktestSummary run() throws InterruptedException {
        long begun = System.nanoTime();
        requireDirectory(request.events());
        requireDirectory(request.reference());
        requireDirectory(request.rules());
        Map<Stream, InputFile> inputs = inputs();
        RuleSet rules = RuleSet.read(request.rules());
        ReferenceRows reference = ReferenceRows.read(request.reference(), request.events());
        String keyId = request.keyFile() == null ? PublicKey.ID : keyId(request.keyFile());
        try (OutputFiles files = new OutputFiles(request.out())) {
            BacktestSummary summary = run(inputs, rules, reference, keyId, files);
            files.publish((json(summary) + "\n").getBytes(StandardCharsets.UTF_8));
            return summary.withRun(runAccount(summary, begun));
        } catch (IOException unwritable) {
            throw new BacktestException("cannot write into " + request.out() + ": " + reason(unwritable), unwritable);
        }
    }

    private static void requireDirectory(Path directory) {
        if (directory != null && !Files.isDirectory(directory)) {
            throw new BacktestException(
                    Files.exists(directory) ? directory + " is no directory" : "no directory " + directory);
        }
    }

    private Map<Stream, InputFile> inputs() {
        Map<Stream, InputFile> inputs = new EnumMap<>(Stream.class);
        for (Stream stream : Stream.values()) {
            InputFile.find(request.events(), stream.id()).ifPresent(file -> inputs.put(stream, file));
        }
        if (inputs.isEmpty()) {
            throw new BacktestException("no event file in " + request.events()
                    + ": expected purchase-registrations.jsonl, adverse-reactions.jsonl or online-sales.jsonl,"
                    + " or one of them with .gz");
        }
        return inputs;
    }

    private static String keyId(Path keyFile) {
        try {
            return SecretKeys.load(keyFile).currentKeyId();
        } catch (KeyFileException unusable) {
            throw new BacktestException(unusable.getMessage(), unusable);
        }
    }

    private BacktestSummary run(
            Map<Stream, InputFile> inputs, RuleSet rules, ReferenceRows reference, String keyId, OutputFiles files)
            throws IOException, InterruptedException {
        Path keyFile = request.keyFile();
        if (keyFile == null) {
            keyFile = files.scratch("key.json");
            PublicKey.write(keyFile);
        }
        List<ControlRecord> controlRows = new ArrayList<>(reference.rows());
        controlRows.addAll(rules.rows());
        MetricTap.Metrics metrics = new MetricTap.Metrics();
        try (BacktestGraph graph =
                        new BacktestGraph(inputs, new ControlRows(controlRows), files, keyFile, request.receivedAt());
                SharedReference<MetricTap.Metrics> sharedMetrics = new SharedReference<>(metrics)) {
            StreamExecutionEnvironment env = environment(sharedMetrics);
            graph.define(env);
            await(start(env), inputs, graph.tallies());
            files.finish();
            return summary(inputs, rules, reference, keyId, files, graph.tallies(), metrics);
        }
    }

    private static StreamExecutionEnvironment environment(SharedReference<MetricTap.Metrics> metrics) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
        // State lies on the heap; nothing here uses Flink's own memory.
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        MetricTap.configure(configuration, metrics);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        JobEnvironment.prepare(env, new Configuration());
        // A backtest that was interrupted starts anew.
        env.getCheckpointConfig().disableCheckpointing();
        return env;
    }

    private static JobClient start(StreamExecutionEnvironment env) {
        try {
            return env.executeAsync("medsentry backtest");
        } catch (Exception notStarted) {
            throw new BacktestException("the backtest could not be started: " + reason(notStarted), notStarted);
        }
    }

    private void await(JobClient job, Map<Stream, InputFile> inputs, Map<Stream, StreamTally> tallies)
            throws InterruptedException {
        long bytesInAll = inputs.values().stream().mapToLong(InputFile::size).sum();
        Future<?> end = job.getJobExecutionResult();
        try {
            while (!hasEnded(end)) {
                report(tallies, bytesInAll);
            }
            report(tallies, bytesInAll);
        } catch (InterruptedException stop) {
            job.cancel();
            throw stop;
        }
    }

    private static boolean hasEnded(Future<?> end) throws InterruptedException {
        try {
            end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException failure) {
            throw new BacktestException("the backtest failed: " + reason(failure), failure);
        }
    }

    private void report(Map<Stream, StreamTally> tallies, long bytesInAll) {
        long bytesRead =
                tallies.values().stream().mapToLong(StreamTally::bytesRead).sum();
        long records = tallies.values().stream().mapToLong(StreamTally::records).sum();
        progress.advanced(bytesRead, bytesInAll, records);
    }

    /** What lies at the bottom of a failure, in one line. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof OutOfMemoryError) {
            return "not enough memory (" + root.getMessage() + "): give Java a larger -Xmx";
        }
        String message = root.getMessage() == null
                ? ""
                : root.getMessage().lines().findFirst().orElse("");
        return root.getClass() == IOException.class
                ? message
                : root.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    private static BacktestSummary summary(
            Map<Stream, InputFile> inputs,
            RuleSet rules,
            ReferenceRows reference,
            String keyId,
            OutputFiles files,
            Map<Stream, StreamTally> tallies,
            MetricTap.Metrics metrics) {
        List<StreamAccount> streams = new ArrayList<>();
        long failures = 0;
        for (Stream stream : Stream.values()) {
            StreamTally tally = tallies.get(stream);
            InputFile file = inputs.get(stream);
            streams.add(new StreamAccount(
                    stream.id(),
                    file == null ? null : file.name(),
                    tally.records(),
                    tally.good(),
                    tally.dead(),
                    tally.deadByReason(),
                    files.lateRecords(stream).count(),
                    metrics.count(stream.id() + "-rules", "duplicates")
                            + metrics.count(stream.id() + "-versions", "duplicates"),
                    metrics.count(stream.id() + "-judge", "unknownProducts")));
        }
        for (String job : BacktestGraph.JOBS) {
            failures += metrics.count(job + "-judge", "ruleFailures");
        }
        return new BacktestSummary(
                streams,
                byRule(rules, files),
                files.signals().count(),
                files.alertRevisions().counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                files.alertRevisions().count(),
                streams.stream().mapToLong(StreamAccount::deadLetters).sum()
                        + files.referenceDeadLetters().count(),
                files.lateRecords(),
                new ReferenceAccount(
                        reference.origin(),
                        reference.files(),
                        files.referenceDeadLetters().count()),
                new RulesAccount(
                        rules.origin(),
                        rules.publications().stream().map(RulePublication::id).toList(),
                        failures),
                keyId,
                null);
    }

    private static List<RuleAccount> byRule(RuleSet rules, OutputFiles files) {
        SortedMap<RuleLevel, Long> signals = files.signals().counts();
        SortedMap<RuleLevel, Long> alerts = files.alertRevisions().counts();
        SortedSet<RuleLevel> found = new TreeSet<>(signals.keySet());
        found.addAll(alerts.keySet());
        SortedMap<String, List<RuleAccount>> byRule = new TreeMap<>();
        found.forEach(entry -> byRule.computeIfAbsent(entry.ruleId(), id -> new ArrayList<>())
                .add(new RuleAccount(
                        entry.ruleId(),
                        entry.level().name(),
                        signals.getOrDefault(entry, 0L),
                        alerts.getOrDefault(entry, 0L))));
        rules.publications()
                .forEach(rule -> byRule.computeIfAbsent(rule.ruleId(), id -> List.of(new RuleAccount(id, null, 0, 0))));
        return byRule.values().stream().flatMap(List::stream).toList();
    }

    private RunAccount runAccount(BacktestSummary summary, long begun) {
        long millis = Math.max(1, (System.nanoTime() - begun) / 1_000_000);
        long records =
                summary.streams().stream().mapToLong(StreamAccount::records).sum();
        return new RunAccount(
                text(request.events()),
                text(request.reference()),
                text(request.rules()),
                text(request.out()),
                millis,
                records * 1000 / millis);
    }

    static String json(Object account) {
        try {
            return JSON.writeValueAsString(account);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(Path path) {
        return path == null ? null : path.toString();
    }
}
