package org.medsentry.bench.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ResultPage;
import org.medsentry.bench.StateKind;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench rules}: the rule engine beside other ways of finding the same matches, on one core. */
@Command(
        name = "rules",
        description = "Holds the rule engine against Flink CEP, hand-written functions and other engines, on one core.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class RulesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", description = "Measured rounds.")
    private int rounds = 5;

    @Option(names = "--workloads", split = ",", description = "Their names; all by default.")
    private List<String> workloads =
            Arrays.stream(Workload.values()).map(Workload::id).toList();

    @Option(
            names = "--contenders",
            split = ",",
            description = "Their names; all by default, which is more with the peers on the class path.")
    private List<String> contenders =
            Contender.all().stream().map(Contender::id).toList();

    @Option(names = "--state", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    private List<StateKind> states = List.of(StateKind.values());

    @Option(names = "--warm-up", description = "Processor time that each process works unmeasured first, on all cores.")
    private Duration warmUp = Duration.ofSeconds(40);

    @Option(names = "--time", description = "Processor time for which each run takes in records.")
    private Duration time = Duration.ofSeconds(10);

    @Option(
            names = "--state-time",
            description = "Stream time after which the state of each is weighed, once; PT0S: not at all.")
    private Duration stateTime = Duration.ofMinutes(20);

    @Option(names = "--source-apart", description = "The source is a task of its own for every Flink job.")
    private boolean sourceApart;

    @Option(names = "--cores", description = "The core of the measured process, as taskset takes it, or none.")
    private String cores = "0";

    @Option(names = "--heap", description = "Heap of the measured process.")
    private String heap = "4g";

    @Option(names = "--checkpoint-interval", description = "The default is the jobs' own.")
    private Duration checkpointInterval = JobOptions.CHECKPOINT_INTERVAL.defaultValue();

    @Option(names = "--out", description = "Directory for result and logs; a temporary one if not given.")
    private Path out;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Option(names = "--write-docs", description = "Put the tables into this page, between its two marks.")
    private Path page;

    @Override
    public Integer call() throws IOException {
        RulesPlan plan = plan();
        RulesReport report = new RulesBenchmark(plan, spec.commandLine().getErr()).run();
        if (page != null) {
            new ResultPage(page).write("rules", report.markdown());
        }
        spec.commandLine().getOut().println(json ? report.json() : report.markdown());
        spec.commandLine().getErr().println("result and logs in " + plan.directory());
        return 0;
    }

    private RulesPlan plan() throws IOException {
        require(rounds >= 1, "--rounds must be at least 1");
        require(!time.isNegative() && !time.isZero(), "--time must be more than nothing");
        require(
                !warmUp.isNegative() && !stateTime.isNegative(),
                "--warm-up and --state-time must not be less than nothing");
        require(workloads.size() == new HashSet<>(workloads).size(), "--workloads names one twice");
        require(states.size() == EnumSet.copyOf(states).size(), "--state names one twice");
        require(contenders.size() == new HashSet<>(contenders).size(), "--contenders names one twice");
        Path directory = out == null
                ? Files.createTempDirectory("medsentry-bench-")
                : Files.createDirectories(out.toAbsolutePath());
        return new RulesPlan(
                rounds,
                named("--workloads", workloads, Workload::named),
                named("--contenders", contenders, Contender::named),
                states,
                warmUp,
                time,
                stateTime,
                sourceApart,
                heap,
                checkpointInterval,
                CorePinning.of(cores),
                directory);
    }

    private <T> List<T> named(String option, List<String> names, Function<String, T> find) {
        try {
            return names.stream().map(find).toList();
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), option + ": " + unknown.getMessage(), unknown);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
