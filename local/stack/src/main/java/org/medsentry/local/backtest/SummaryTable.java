package org.medsentry.local.backtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsentry.local.backtest.BacktestSummary.ReferenceAccount;
import org.medsentry.local.backtest.BacktestSummary.RuleAccount;
import org.medsentry.local.backtest.BacktestSummary.RulesAccount;
import org.medsentry.local.backtest.BacktestSummary.RunAccount;
import org.medsentry.local.backtest.BacktestSummary.StreamAccount;
import org.medsentry.schemas.document.DeadLetterReason;

/** The account of a backtest for people. */
final class SummaryTable {

    private SummaryTable() {}

    static void print(BacktestSummary summary, PrintWriter out) {
        printStreams(summary.streams(), out);
        out.println();

        List<String[]> rules = new ArrayList<>();
        rules.add(new String[] {"rule", "level", "signals", "alerts"});
        summary.byRule().forEach(rule -> rules.add(row(rule)));
        rules.add(new String[] {"all", "", number(summary.signals()), number(summary.alerts())});
        printTable(rules, out);
        out.println();

        printReference(summary.reference(), out);
        printRules("rules       ", summary.rules(), out);
        out.println(
                "alerts      " + number(summary.alerts()) + " in " + number(summary.alertRevisions()) + " revisions");
        RunAccount run = summary.run();
        if (run != null) {
            out.printf(
                    Locale.ROOT,
                    "time        %.1f s, %,d records/s%n",
                    run.durationMillis() / 1000.0,
                    run.recordsPerSecond());
            out.println("results in  " + run.out());
        }
    }

    static void printStreams(List<StreamAccount> accounts, PrintWriter out) {
        List<String[]> streams = new ArrayList<>();
        streams.add(new String[] {"stream", "records", "good", "dead letters", "late", "repeats", "unknown products"});
        accounts.forEach(stream -> streams.add(row(stream)));
        printTable(streams, out);
        accounts.forEach(stream -> printReasons(stream.stream(), stream.deadLettersByReason(), out));
    }

    static void printReference(ReferenceAccount reference, PrintWriter out) {
        out.println("reference   " + reference.origin()
                + (reference.deadLetters() == 0
                        ? ""
                        : " (" + number(reference.deadLetters()) + " bad rows: see dead letters)"));
    }

    static void printRules(String label, RulesAccount rules, PrintWriter out) {
        out.println(label + rules.inForce().size() + " " + rules.origin()
                + (rules.failures() == 0 ? "" : " (" + number(rules.failures()) + " failures while judging)"));
    }

    private static String[] row(StreamAccount stream) {
        return new String[] {
            stream.stream() + (stream.file() == null ? " (no file)" : ""),
            number(stream.records()),
            number(stream.good()),
            number(stream.deadLetters()),
            number(stream.late()),
            number(stream.repeats()),
            number(stream.unknownProducts())
        };
    }

    private static String[] row(RuleAccount rule) {
        return new String[] {
            rule.ruleId(), rule.level() == null ? "-" : rule.level(), number(rule.signals()), number(rule.alerts())
        };
    }

    private static void printReasons(String stream, Map<DeadLetterReason, Long> reasons, PrintWriter out) {
        if (!reasons.isEmpty()) {
            List<String> words = new ArrayList<>();
            reasons.forEach((reason, count) -> words.add(number(count) + " " + reason));
            out.println("dead letters of " + stream + ": " + String.join(", ", words));
        }
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** First column to the left, all others to the right. */
    static void printTable(List<String[]> rows, PrintWriter out) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(widths[column] - row[column].length());
                line.append(column == 0 ? row[column] + padding : "  " + padding + row[column]);
            }
            out.println(line);
        }
    }
}
