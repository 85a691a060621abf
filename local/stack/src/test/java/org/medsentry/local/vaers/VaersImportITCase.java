package org.medsentry.local.vaers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The import of the real reports of 1998 and 1999, which are not part of the product: set the system property {@code
 * medsentry.vaers.directory} or the environment variable {@code MEDSENTRY_VAERS_DIRECTORY}, or lay them at {@code
 * ../shared/real/vaers_1998_1999} beside the project.
 */
class VaersImportITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path to;

    @Test
    void eachRealReportIsAccountedForOnce() throws IOException {
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

        Set<String> ids = new HashSet<>();
        Instant before = Instant.MIN;
        int deaths = 0;
        try (BufferedReader lines = Files.newBufferedReader(to.resolve(VaersImport.REPORTS_FILE))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                assertThat(ids.add(event.path("eventId").asText())).isTrue();
                Instant occurredAt =
                        OffsetDateTime.parse(event.path("occurredAt").asText()).toInstant();
                Instant reportedAt =
                        OffsetDateTime.parse(event.path("reportedAt").asText()).toInstant();
                assertThat(occurredAt).isBeforeOrEqualTo(reportedAt);
                assertThat(before).isBeforeOrEqualTo(reportedAt);
                before = reportedAt;
                deaths += event.path("seriousness").toString().contains("\"DEATH\"") ? 1 : 0;
            }
        }
        assertThat(ids).hasSize(22_227);
        assertThat(deaths).isEqualTo(274);
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
