package org.medsentry.bench.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.medsentry.detectors.disproportionality.parity.DisproportionalityParity;
import org.medsentry.detectors.disproportionality.parity.FitRow;
import org.medsentry.detectors.disproportionality.parity.ParityRow;
import org.medsentry.detectors.parity.MethodParity;
import org.medsentry.detectors.parity.SeriesParity;

/** How exactly the published methods are those of their reference. */
final class ParityEvidence {

    private ParityEvidence() {}

    static void write(Path reference, DetectionPage page) throws IOException {
        MarkdownTable table = new MarkdownTable(
                "set",
                "method",
                "variant",
                "rows",
                "ties left out",
                "alarms that differ",
                "largest relative difference");
        for (MethodParity method : SeriesParity.compare(reference)) {
            table.row(
                    method.source(),
                    method.method(),
                    method.variant(),
                    String.valueOf(method.rows()),
                    String.valueOf(method.ties()),
                    String.valueOf(method.alarmsThatDiffer()),
                    String.format(Locale.ROOT, "%.1e", method.largestDifference()));
        }
        page.table("parity", table.toString());
        DisproportionalityParity disproportionality = new DisproportionalityParity(reference.resolve("disprop"));
        page.table("disproportionality", measures(disproportionality));
        page.table("priors", priors(disproportionality));
    }

    /** One row for each measure, over all tables of reports. */
    private static String measures(DisproportionalityParity parity) throws IOException {
        Map<String, List<ParityRow>> byColumn = new LinkedHashMap<>();
        for (ParityRow row : parity.compare()) {
            byColumn.computeIfAbsent(row.column(), column -> new ArrayList<>()).add(row);
        }
        MarkdownTable table = new MarkdownTable(
                "measure", "tables", "values", "largest relative difference", "beyond printed digits", "wanted", "met");
        byColumn.forEach((column, rows) -> table.row(
                column,
                String.valueOf(rows.size()),
                String.valueOf(rows.stream().mapToInt(ParityRow::rows).sum()),
                largest(rows, ParityRow::largestRelativeDifference),
                largest(rows, ParityRow::largestBeyondPrinting),
                largest(rows, ParityRow::tolerance),
                rows.stream().allMatch(ParityRow::met) ? "yes" : "no"));
        return table.toString();
    }

    private static String largest(List<ParityRow> rows, ToDoubleFunction<ParityRow> figure) {
        return String.format(
                Locale.ROOT, "%.1e", rows.stream().mapToDouble(figure).max().orElseThrow());
    }

    private static String priors(DisproportionalityParity parity) throws IOException {
        MarkdownTable table = new MarkdownTable(
                "table", "pairs", "negative log-likelihood of the reference's prior", "of ours", "not worse");
        for (FitRow fit : parity.fits()) {
            table.row(
                    fit.dataset(),
                    String.valueOf(fit.points()),
                    String.format(Locale.ROOT, "%.5f", fit.reference()),
                    String.format(Locale.ROOT, "%.5f", fit.fitted()),
                    fit.met() ? "yes" : "no");
        }
        return table.toString();
    }
}
