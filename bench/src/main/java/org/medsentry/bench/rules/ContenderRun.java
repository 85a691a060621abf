package org.medsentry.bench.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.bench.RunClock;

/** Runs a contender of either sort in this process, and looks whether it found what there is to find. */
final class ContenderRun {

    private final Contender contender;
    private final Workload workload;
    private final FlinkRun flink;

    /** @param flink what runs it if it is a Flink job */
    ContenderRun(Contender contender, Workload workload, FlinkRun flink) {
        this.contender = contender;
        this.workload = workload;
        this.flink = flink;
    }

    /** @throws IllegalStateException if the matches are not those of the rules: such figures are worth nothing */
    RulesResult measure(PurchaseBudget budget) throws Exception {
        RunClock.Reading reading = run(budget);
        Map<String, Long> found = MatchCounter.found();
        requireEqual(
                found,
                ExpectedMatches.of(workload, reading.allRecordsIn(), contender.joinsMatchesOfARecord()),
                reading.allRecordsIn());
        return RulesResult.of(
                contender.id(),
                workload,
                flink.state(),
                found.values().stream().mapToLong(Long::longValue).sum(),
                reading);
    }

    private RunClock.Reading run(PurchaseBudget budget) throws Exception {
        return contender instanceof Contender.OnFlink onFlink
                ? flink.measure(onFlink, workload, budget)
                : loop((Contender.InProcess) contender, budget);
    }

    private RunClock.Reading loop(Contender.InProcess library, PurchaseBudget budget) {
        RunClock.reset(0);
        MatchCounter.reset();
        MatchCounter.Tally tally = new MatchCounter.Tally();
        List<String> matches = new ArrayList<>();
        try (Contender.InProcess.Session session = library.open(workload)) {
            for (PurchaseIterator purchases = new PurchaseIterator(workload.load(), budget); purchases.hasNext(); ) {
                session.judge(purchases.next(), matches);
                matches.forEach(tally::add);
                matches.clear();
                if (purchases.isWarmedUp()) {
                    purchases.settle();
                }
            }
            tally.finish();
        }
        return RunClock.reading();
    }

    private void requireEqual(Map<String, Long> found, Map<String, Long> expected, long purchases) {
        if (found.equals(expected)) {
            return;
        }
        Map<String, String> differences = new TreeMap<>();
        for (BenchmarkRule rule : workload.rules()) {
            long here = found.getOrDefault(rule.id(), 0L);
            long there = expected.getOrDefault(rule.id(), 0L);
            if (here != there) {
                differences.put(rule.id(), here + " instead of " + there);
            }
        }
        found.keySet().stream()
                .filter(id ->
                        workload.rules().stream().noneMatch(rule -> rule.id().equals(id)))
                .forEach(id -> differences.put(id, "not a rule of the workload"));
        throw new IllegalStateException(contender.id() + " has other matches in " + purchases + " purchases of "
                + workload.id() + ": " + differences);
    }
}
