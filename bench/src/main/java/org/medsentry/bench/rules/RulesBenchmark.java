package org.medsentry.bench.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.medsentry.bench.ChildJvm;
import org.medsentry.bench.Machine;
import org.medsentry.bench.StateKind;

/** Lets the contenders run in turn, each in a process of its own on one core: A B C A B C makes neighbours of what is compared. */
final class RulesBenchmark {

    private final RulesPlan plan;
    private final PrintWriter progress;
    private final RulesComparison comparison = new RulesComparison();
    private final long began = System.nanoTime();
    private int done;
    private int all;

    RulesBenchmark(RulesPlan plan, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** @throws IllegalStateException if a run did not find what there is to find: such figures are worth nothing */
    RulesReport run() throws IOException {
        all = plan.groups().stream().mapToInt(group -> plan.round(group).size()).sum() * plan.rounds();
        for (List<Workload> group : plan.groups()) {
            for (int round = 1; round <= plan.rounds(); round++) {
                for (RulesSubject subject : plan.round(group)) {
                    measure(round, subject);
                }
            }
            if (!plan.stateTime().isZero()) {
                group.forEach(this::weighState);
            }
            // What has been measured stays, whatever becomes of the rest.
            write(report());
        }
        return report();
    }

    private void measure(int round, RulesSubject subject) {
        RulesResult result = RulesResult.parse(run(
                subject,
                "result",
                List.of(
                        "--warm-up",
                        plan.warmUp().toString(),
                        "--time",
                        plan.time().toString())));
        comparison.add(result);
        done++;
        say(
                "%d/%d %s round %d %-29s %-7s %-14s %,11.0f records/s, %,9d records, %,8d matches, %.1f s of CPU",
                done,
                all,
                elapsed(),
                round,
                subject.workload().id(),
                subject.state().title(),
                subject.contender(),
                result.purchasesPerSecond(),
                result.purchases(),
                result.matches(),
                result.processorSeconds());
    }

    private void weighState(Workload workload) {
        long purchases = plan.stateTime().toMillis() / workload.load().stepMillis();
        long buyers = LongStream.range(0, purchases)
                .mapToObj(workload.load()::purchase)
                .filter(purchase -> workload.rulesByProduct().containsKey(purchase.productCode()))
                .map(purchase -> purchase.buyer().token())
                .distinct()
                .count();
        for (Contender contender : plan.contenders()) {
            if (contender instanceof Contender.OnFlink) {
                RulesSubject subject = new RulesSubject(workload, StateKind.HEAP, contender.id());
                long bytes = Long.parseLong(run(subject, "state", List.of("--state-after", Long.toString(purchases))));
                comparison.addState(subject, (double) bytes / (buyers * workload.rulesOfAPurchase()));
                say(
                        "%s state %-29s %-14s %,d bytes for %,d keys",
                        elapsed(), workload.id(), contender.id(), bytes, buyers);
            }
        }
    }

    private String run(RulesSubject subject, String awaited, List<String> what) {
        List<String> arguments = new ArrayList<>(List.of(
                "--contender",
                subject.contender(),
                "--workload",
                subject.workload().name(),
                "--state",
                subject.state().name(),
                "--directory",
                plan.directory().toString(),
                "--checkpoint-interval",
                plan.checkpointInterval().toString(),
                "--cores",
                plan.pinning().option()));
        if (plan.sourceApart()) {
            arguments.add("--source-apart");
        }
        arguments.addAll(what);
        try (ChildJvm run = ChildJvm.start(
                RulesRun.class,
                plan.pinning().later(),
                plan.jvmFlags(),
                plan.directory().resolve(subject.contender() + ".log"),
                arguments)) {
            return run.await(awaited);
        }
    }

    private RulesReport report() throws IOException {
        return new RulesReport(
                new RulesSetting(
                        Machine.description(),
                        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                        plan.pinning().description(),
                        plan.jvmFlags(),
                        plan.rounds(),
                        plan.warmUp(),
                        plan.time(),
                        plan.stateTime(),
                        plan.sourceApart(),
                        LocalDate.now().toString()),
                plan.contenders(),
                comparison);
    }

    private void write(RulesReport report) throws IOException {
        Files.writeString(plan.directory().resolve("rules.json"), report.json());
        Files.writeString(plan.directory().resolve("rules.md"), report.markdown());
    }

    private String elapsed() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }

    private void say(String format, Object... values) {
        progress.println(String.format(Locale.ROOT, format, values));
        progress.flush();
    }
}
