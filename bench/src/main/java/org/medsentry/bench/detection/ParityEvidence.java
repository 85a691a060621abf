package org.medsentry.bench.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
    }
}
