package org.medsentry.bench.pipeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsentry.bench.ChildJvm;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.Machine;
import org.medsentry.embedded.EmbeddedKafkaMain;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Fills a real Kafka once, then lets the variants read it in turn, each in a process of its own on one core. The broker and
 * this process stay on the other cores. The order A B C A B C makes neighbours of what is compared.
 */
final class PipelineBenchmark {

    private static final List<String> BROKER_FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final int PROFILE_ROWS = 25;

    private final BenchmarkPlan plan;
    private final PrintWriter progress;
    private final Path keyFile;

    PipelineBenchmark(BenchmarkPlan plan, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
        this.keyFile = plan.directory().resolve("keys.json");
    }

    /** @throws IllegalStateException if a run did not find what is in the load: such figures are worth nothing */
    PipelineReport run() throws IOException {
        if (!Files.exists(keyFile)) {
            SecretKeys.createDevelopment(keyFile);
        }
        CorePinning others = plan.pinning().enforced()
                ? CorePinning.apartFrom(
                        plan.pinning().cores(), Runtime.getRuntime().availableProcessors())
                : CorePinning.none();
        try (ChildJvm broker = ChildJvm.start(
                EmbeddedKafkaMain.class, others, BROKER_FLAGS, plan.directory().resolve("broker.log"), List.of())) {
            LoadedKafka kafka = new LoadedKafka(broker.await("ready"), plan.partitions());
            say("writing about %,d purchase registrations", plan.records());
            DirectJudgement expected = kafka.fill(new SimulatedPurchases(plan.records()), keyFile);
            say("expecting %,d signals, %,d dead letters", expected.signals(), expected.deadLetters());
            Comparison comparison = rounds(kafka, expected);
            return new PipelineReport(
                    setting(expected), comparison, plan.profile() ? profile(kafka, expected) : List.of());
        }
    }

    private Comparison rounds(LoadedKafka kafka, DirectJudgement expected) {
        List<List<RunResult>> measured = new ArrayList<>();
        for (int round = 1 - plan.warmUpRounds(); round <= plan.rounds(); round++) {
            List<RunResult> runs = new ArrayList<>();
            for (Variant variant : plan.variants()) {
                RunResult result = measure(kafka, expected, variant, List.of());
                say(
                        "%s %-15s %,9.0f records/s, %.1f s, %.1f s of CPU",
                        round < 1 ? "warm-up" : "round " + round,
                        variant.id(),
                        result.recordsPerSecond(),
                        result.seconds(),
                        result.processorSeconds());
                runs.add(result);
            }
            if (round >= 1) {
                measured.add(runs);
            }
        }
        return new Comparison(measured);
    }

    private RunResult measure(LoadedKafka kafka, DirectJudgement expected, Variant variant, List<String> moreFlags) {
        String outputPrefix = kafka.createOutput();
        List<String> flags = new ArrayList<>(plan.jvmFlags());
        flags.addAll(moreFlags);
        List<String> arguments = List.of(
                "--variant",
                variant.name(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--key-file",
                keyFile.toString(),
                "--output-prefix",
                outputPrefix,
                "--checkpoints",
                plan.directory().resolve("checkpoints").toUri().toString(),
                "--checkpoint-interval",
                plan.checkpointInterval().toString(),
                "--warm-up-records",
                Long.toString((long) (expected.records() * plan.warmUpShare())),
                "--records",
                Long.toString(expected.records()),
                "--cores",
                plan.pinning().option());
        RunResult result;
        try (ChildJvm run = ChildJvm.start(
                MeasuredRun.class,
                plan.pinning().later(),
                flags,
                plan.directory().resolve(variant.id() + ".log"),
                arguments)) {
            result = RunResult.parse(run.await("result"));
        }
        check(result, expected);
        if (variant.writes()) {
            Map<String, Long> signals = kafka.signalsByRule(outputPrefix);
            expected.signalsByRule()
                    .forEach((ruleId, count) -> requireEqual(
                            variant, "signals of " + ruleId + " in Kafka", signals.getOrDefault(ruleId, 0L), count));
            requireEqual(
                    variant,
                    "dead letters in Kafka",
                    kafka.count(outputPrefix, Topic.DEAD_LETTERS),
                    expected.deadLetters());
        }
        return result;
    }

    private static void check(RunResult result, DirectJudgement expected) {
        Variant variant = result.variant();
        requireEqual(variant, "records read", result.allRecordsIn(), expected.records());
        if (!variant.judges()) {
            requireEqual(
                    variant, "records passed on", result.recordsOut(), expected.records() - expected.deadLetters());
        } else if (result.recordsOut() < expected.signals()) {
            requireEqual(variant, "signals", result.recordsOut(), expected.signals());
        }
    }

    private static void requireEqual(Variant variant, String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s: %,d %s instead of %,d", variant.id(), found, what, expected));
        }
    }

    private List<String> profile(LoadedKafka kafka, DirectJudgement expected) {
        Path recording = plan.directory().resolve("job.jfr");
        say("one more run for the profile");
        measure(
                kafka,
                expected,
                Variant.JOB,
                List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording));
        return ProfileSummary.of(recording, PROFILE_ROWS);
    }

    private MeasuredSetting setting(DirectJudgement expected) throws IOException {
        return new MeasuredSetting(
                Machine.description(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                plan.pinning().description(),
                plan.jvmFlags(),
                expected.records(),
                plan.warmUpShare(),
                expected.meanBytes(),
                plan.partitions(),
                expected.rulesInForce(),
                expected.products(),
                expected.signals(),
                expected.deadLetters(),
                LocalDate.now().toString());
    }

    private void say(String format, Object... values) {
        progress.println(String.format(Locale.ROOT, format, values));
        progress.flush();
    }
}
