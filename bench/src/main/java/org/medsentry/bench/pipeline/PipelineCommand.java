package org.medsentry.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ResultPage;
import org.medsentry.bench.StateKind;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench pipeline}: what judging costs beside what any pipeline must pay, side by side on one core. */
@Command(
        name = "pipeline",
        description = "Holds the PurchaseJob against decoding alone and decoding with one shuffle, on one core.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PipelineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--records",
            description = "About how many purchase registrations each run reads, those of its warm-up included.")
    private int records = 1_000_000;

    @Option(names = "--rounds", description = "Measured rounds, after one that only warms the machine up.")
    private int rounds = 5;

    @Option(names = "--warm-up-rounds", description = "Rounds that do not count.")
    private int warmUpRounds = 1;

    @Option(names = "--cores", description = "The core of the measured process, as taskset takes it, or none.")
    private String cores = "0";

    @Option(names = "--variants", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    private List<Variant> variants = List.of(Variant.values());

    @Option(
            names = "--state",
            split = ",",
            description = "Where the job keeps its state: of ${COMPLETION-CANDIDATES}. The lesser variants have none.")
    private List<StateKind> states = List.of(StateKind.values());

    @Option(names = "--partitions", description = "Partitions of the topics.")
    private int partitions = 4;

    @Option(names = "--heap", description = "Heap of the measured process.")
    private String heap = "2g";

    @Option(names = "--checkpoint-interval", description = "An ISO 8601 duration; the default is the jobs' own.")
    private Duration checkpointInterval = JobOptions.CHECKPOINT_INTERVAL.defaultValue();

    @Option(
            names = "--warm-up-share",
            description = "Part of the records with which each process warms up, unmeasured and on all cores.")
    private double warmUpShare = 0.5;

    @Option(
            names = "--profile",
            description = "After the rounds, one more run of the full job with a flight recording.")
    private boolean profile;

    @Option(names = "--out", description = "Directory for result and logs; a temporary one if not given.")
    private Path out;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(names = "--write-docs", description = "Put the table into this page, between its two marks.")
    private Path page;

    @Override
    public Integer call() throws IOException {
        if (records < 1 || rounds < 1 || warmUpRounds < 0 || partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--records, --rounds and --partitions must be at least 1");
        }
        if (warmUpShare < 0 || warmUpShare >= 1) {
            throw new ParameterException(spec.commandLine(), "--warm-up-share must be at least 0 and less than 1");
        }
        if (variants.size() != EnumSet.copyOf(variants).size()) {
            throw new ParameterException(spec.commandLine(), "--variants names one twice");
        }
        List<Variant> measured = variants.stream()
                .filter(variant -> variant.measuredOn(EnumSet.copyOf(states)))
                .toList();
        if (measured.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--state leaves none of --variants");
        }
        Path directory = out == null
                ? Files.createTempDirectory("medsentry-bench-")
                : Files.createDirectories(out.toAbsolutePath());
        CorePinning pinning = CorePinning.of(cores);
        BenchmarkPlan plan = new BenchmarkPlan(
                records,
                rounds,
                warmUpRounds,
                measured,
                partitions,
                heap,
                checkpointInterval,
                warmUpShare,
                pinning,
                profile,
                directory);
        PipelineReport report = new PipelineBenchmark(plan, spec.commandLine().getErr()).run();
        Files.writeString(directory.resolve("pipeline.json"), report.json());
        Files.writeString(directory.resolve("pipeline.md"), report.markdown());
        if (page != null) {
            new ResultPage(page).write("pipeline", report.markdown());
        }
        spec.commandLine().getOut().println(json ? report.json() : report.markdown());
        if (!json) {
            report.profile().forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getErr().println("result and logs in " + directory);
        return 0;
    }
}
