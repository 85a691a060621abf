package org.medsentry.local.vaers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.RiskClass;

/**
 * The import of the real reports of 1998 and 1999, which are not part of the product: set the system property {@code
 * medsentry.vaers.directory} or the environment variable {@code MEDSENTRY_VAERS_DIRECTORY}, or lay them at {@code
 * ../shared/real/vaers_1998_1999} beside the project.
 */
class VaersImportITCase {

    @TempDir
    private Path to;

    @Test
    void eachRealReportIsAccountedForOnce() throws IOException, RecordException {
        Path from = realFiles();
        assumeTrue(Files.isDirectory(from), "skipped: no VAERS files at " + from.toAbsolutePath());

        VaersImportSummary summary = VaersImport.run(from, to, VaersImportProgress.SILENT);

        assertThat(summary.reports()).isEqualTo(22_227);
        assertThat(summary.events()).isEqualTo(22_227);
        assertThat(summary.deadLetters()).isZero();
        assertThat(summary.rejectedRows()).isZero();
        assertThat(summary.died()).isEqualTo(274);
        assertThat(summary.products()).isEqualTo(116);
        assertThat(summary.withoutReaction()).isEqualTo(1);
        assertThat(summary.reactionsCapped()).isEqualTo(2);

        AdverseReactionDecoder decoder = new AdverseReactionDecoder(TestingKeys.pseudonymiser());
        Set<String> ids = new HashSet<>();
        Set<String> deaths = new HashSet<>();
        Instant before = Instant.MIN;
        for (String line : Files.readAllLines(to.resolve(VaersImport.REPORTS_FILE))) {
            AdverseReaction report = decoder.decode(line.getBytes(StandardCharsets.UTF_8), Instant.now());
            assertThat(ids.add(report.eventId())).isTrue();
            assertThat(before).isBeforeOrEqualTo(report.reportedAt());
            before = report.reportedAt();
            if (report.seriousness().contains(Seriousness.DEATH)) {
                deaths.add(report.eventId());
            }
        }
        assertThat(ids).hasSize(22_227);
        assertThat(deaths).isEqualTo(diedInTheFiles(from)).hasSize(274);
        for (String line : Files.readAllLines(to.resolve(VaersImport.PRODUCTS_FILE))) {
            Product product = (Product) ReferenceDecoder.decode(Topic.PRODUCTS, line.getBytes(StandardCharsets.UTF_8));
            assertThat(product.riskClasses()).containsExactly(RiskClass.VACCINE);
        }
        for (String line : Files.readAllLines(to.resolve(VaersImport.REGIONS_FILE))) {
            assertThat(ReferenceDecoder.decode(Topic.REGIONS, line.getBytes(StandardCharsets.UTF_8)))
                    .isNotNull();
        }
    }

    private static Set<String> diedInTheFiles(Path from) throws IOException {
        Set<String> died = new HashSet<>();
        for (VaersFiles set : VaersFiles.in(from)) {
            try (VaersTable table = new VaersTable(set.data(), List.of("VAERS_ID", "DIED"), bytes -> {})) {
                for (VaersTable.Row row = table.next(); row != null; row = table.next()) {
                    if (row.isYes("DIED")) {
                        died.add("VAERS-" + row.get("VAERS_ID"));
                    }
                }
            }
        }
        return died;
    }

    private static Path realFiles() {
        String directory = System.getProperty(
                "medsentry.vaers.directory", System.getenv().getOrDefault("MEDSENTRY_VAERS_DIRECTORY", ""));
        return directory.isEmpty() ? projectRoot().resolveSibling("shared/real/vaers_1998_1999") : Path.of(directory);
    }

    private static Path projectRoot() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here);
    }
}
