package org.medsentry.local.backtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsentry.local.backtest.BacktestSummary.RuleAccount;
import org.medsentry.local.backtest.ComparedAlert.Difference;
import org.medsentry.schemas.document.RulePublication;

/**
 * Judges the same files by two rule sets, one after the other, and says what one raises and the other does not. Alerts are
 * compared by rule and key, as people see them: by the level they reached and the records they stand on.
 */
public final class Comparison {

    static final String ROWS = "compare.jsonl";
    static final String SUMMARY = "compare.json";
    static final String FOLDER_A = "a";
    static final String FOLDER_B = "b";

    private Comparison() {}

    /**
     * @param request what to judge and where to write; its own rules are not used
     * @param rulesA directory of the first rule set, or null for the rules that ship with the product
     * @param rulesB directory of the second one, or null likewise
     * @throws BacktestException if one of the runs fails; then there is no comparison
     * @throws InterruptedException if the thread is interrupted
     */
    public static ComparisonSummary run(BacktestRequest request, Path rulesA, Path rulesB, BacktestProgress progress)
            throws InterruptedException {
        long begun = System.nanoTime();
        Map<String, RulePublication> textsA = byId(RuleSet.read(rulesA));
        Map<String, RulePublication> textsB = byId(RuleSet.read(rulesB));
        deleteOlder(request.out());
        Path outA = request.out().resolve(FOLDER_A);
        Path outB = request.out().resolve(FOLDER_B);
        BacktestSummary a = Backtest.run(request.with(rulesA, outA), progress);
        BacktestSummary b = Backtest.run(request.with(rulesB, outB), progress);
        SortedMap<String, RuleComparison> rules = rules(textsA, textsB, signals(a), signals(b));
        try {
            writeRows(outA, outB, request.out().resolve(ROWS), rules);
            ComparisonSummary summary = summary(a, b, rules);
            Files.writeString(request.out().resolve(SUMMARY), Backtest.json(summary) + "\n", StandardCharsets.UTF_8);
            return summary.withRun(new ComparisonSummary.RunAccount(
                    request.events().toString(),
                    a.run().rules(),
                    b.run().rules(),
                    request.out().toString(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        } catch (IOException unwritable) {
            throw unwritable(request.out(), unwritable);
        }
    }

    private static Map<String, RulePublication> byId(RuleSet rules) {
        return rules.publications().stream().collect(Collectors.toMap(RulePublication::ruleId, Function.identity()));
    }

    /** A comparison that fails midway must not leave an older one beside newer runs. */
    private static void deleteOlder(Path out) {
        try {
            Files.deleteIfExists(out.resolve(ROWS));
            Files.deleteIfExists(out.resolve(SUMMARY));
        } catch (IOException undeletable) {
            throw unwritable(out, undeletable);
        }
    }

    private static BacktestException unwritable(Path out, IOException failure) {
        return new BacktestException("cannot write into " + out + ": " + failure.getMessage(), failure);
    }

    private static Map<String, Long> signals(BacktestSummary summary) {
        return summary.byRule().stream()
                .collect(Collectors.groupingBy(RuleAccount::ruleId, Collectors.summingLong(RuleAccount::signals)));
    }

    private static SortedMap<String, RuleComparison> rules(
            Map<String, RulePublication> a,
            Map<String, RulePublication> b,
            Map<String, Long> signalsA,
            Map<String, Long> signalsB) {
        SortedSet<String> ids = new TreeSet<>(a.keySet());
        ids.addAll(b.keySet());
        SortedMap<String, RuleComparison> rules = new TreeMap<>();
        for (String id : ids) {
            RulePublication textA = a.get(id);
            RulePublication textB = b.get(id);
            boolean differs = !Objects.equals(textA == null ? null : textA.yaml(), textB == null ? null : textB.yaml());
            rules.put(
                    id,
                    RuleComparison.of(
                                    id,
                                    textA == null ? null : textA.version(),
                                    textB == null ? null : textB.version(),
                                    differs)
                            .withSignals(signalsA.getOrDefault(id, 0L), signalsB.getOrDefault(id, 0L)));
        }
        return rules;
    }

    private static void writeRows(Path outA, Path outB, Path target, Map<String, RuleComparison> rules)
            throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try (AlertFile a = new AlertFile(outA.resolve(OutputFiles.ALERTS));
                AlertFile b = new AlertFile(outB.resolve(OutputFiles.ALERTS));
                DocumentFile<ComparedAlert> rows = new DocumentFile<>(draft)) {
            SortedSet<AlertKey> keys = new TreeSet<>(a.keys());
            keys.addAll(b.keys());
            for (AlertKey key : keys) {
                ComparedAlert row = AlertComparison.of(key, a.alerts(key), b.alerts(key));
                rules.compute(
                        key.ruleId(),
                        (id, rule) -> (rule == null ? RuleComparison.of(id, null, null, false) : rule)
                                .plus(row.difference()));
                if (row.difference() != Difference.NONE) {
                    rows.append(row);
                }
            }
        }
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ComparisonSummary summary(
            BacktestSummary a, BacktestSummary b, SortedMap<String, RuleComparison> rules) {
        RuleComparison total =
                RuleComparison.of(null, null, null, rules.values().stream().anyMatch(RuleComparison::textDiffers));
        for (RuleComparison rule : rules.values()) {
            total = total.plus(rule);
        }
        return new ComparisonSummary(
                a.rules(),
                b.rules(),
                a.streams(),
                a.reference(),
                rules.values().stream().toList(),
                total,
                null);
    }
}
