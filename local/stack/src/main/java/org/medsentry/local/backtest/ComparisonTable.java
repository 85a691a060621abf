package org.medsentry.local.backtest;

import static org.medsentry.local.backtest.SummaryTable.number;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medsentry.local.backtest.ComparisonSummary.RunAccount;

/** The account of a comparison for people. */
final class ComparisonTable {

    private ComparisonTable() {}

    static void print(ComparisonSummary summary, PrintWriter out) {
        SummaryTable.printStreams(summary.streams(), out);
        out.println();

        List<String[]> rules = new ArrayList<>();
        rules.add(new String[] {
            "rule",
            "text",
            "only A",
            "only B",
            "both",
            "higher in B",
            "lower in B",
            "other evidence",
            "signals A",
            "signals B"
        });
        summary.byRule().forEach(rule -> rules.add(row(rule.ruleId(), text(rule), rule)));
        rules.add(row("all", "", summary.total()));
        SummaryTable.printTable(rules, out);
        out.println();

        SummaryTable.printReference(summary.reference(), out);
        SummaryTable.printRules("rules A     ", summary.a(), out);
        SummaryTable.printRules("rules B     ", summary.b(), out);
        RunAccount run = summary.run();
        if (run != null) {
            out.printf(Locale.ROOT, "time        %.1f s%n", run.durationMillis() / 1000.0);
            out.println("results in  " + run.out() + ": " + Comparison.ROWS + ", " + Comparison.FOLDER_A + ", "
                    + Comparison.FOLDER_B);
        }
    }

    /** How the rule itself differs. */
    private static String text(RuleComparison rule) {
        if (rule.versionA() == null && rule.versionB() == null) {
            return "-";
        }
        if (rule.versionA() == null) {
            return "only B";
        }
        if (rule.versionB() == null) {
            return "only A";
        }
        if (!rule.textDiffers()) {
            return "same";
        }
        return rule.versionA().equals(rule.versionB())
                ? "differs"
                : "version " + rule.versionA() + " / " + rule.versionB();
    }

    private static String[] row(String name, String text, RuleComparison rule) {
        return new String[] {
            name,
            text,
            number(rule.onlyA()),
            number(rule.onlyB()),
            number(rule.both()),
            number(rule.higherInB()),
            number(rule.lowerInB()),
            number(rule.otherEvidence()),
            number(rule.signalsA()),
            number(rule.signalsB())
        };
    }
}
