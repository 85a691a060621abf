package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.local.vaers.VaersImport;
import org.medsentry.local.vaers.VaersImportProgress;
import org.medsentry.local.vaers.VaersImportSummary;

/**
 * The real reports of 1998 and 1999 through import and rules. They are not part of the product: lay them at {@code
 * ../shared/real/vaers_1998_1999} beside the project, or name them by the system property {@code medsentry.vaers.directory}
 * or the environment variable {@code MEDSENTRY_VAERS_DIRECTORY}.
 */
class VaersBacktestITCase {

    @TempDir
    private Path directory;

    @Test
    void deathsAreExactlyThoseThatTheReportsName() throws Exception {
        Path files = realFiles();
        assumeTrue(Files.isDirectory(files), "skipped: no VAERS files at " + files.toAbsolutePath());
        Path events = directory.resolve("events");
        VaersImportSummary imported = VaersImport.run(files, events, VaersImportProgress.SILENT);

        BacktestSummary summary = Backtest.run(
                new BacktestRequest(events, null, null, directory.resolve("out"), null, Instant.now()),
                BacktestProgress.SILENT);

        BacktestSummary.StreamAccount reports = summary.streams().get(1);
        assertThat(reports.records()).isEqualTo(imported.events()).isEqualTo(22_227);
        assertThat(reports.good()).isEqualTo(22_227);
        assertThat(reports.unknownProducts()).isZero();
        assertThat(reports.repeats()).isZero();
        assertThat(deathsInEvidence()).hasSize((int) imported.died()).isEqualTo(deathsReported(events));
        assertThat(firstRaised("adr-disproportionality", "轮状病毒疫苗", "Intussusception"))
                .as("the vaccine was suspended on 1999-07-16")
                .isBefore(Instant.parse("1999-03-06T00:00:00Z"));
    }

    /** When the pair was first raised, by words of its names. */
    private Instant firstRaised(String ruleId, String product, String reaction) {
        Instant first = Instant.MAX;
        for (JsonNode signal : TestingFiles.read(directory.resolve("out"), OutputFiles.SIGNALS)) {
            if (signal.get("ruleId").asText().equals(ruleId)
                    && signal.at("/subject/productName").asText().contains(product)
                    && signal.at("/subject/reactionTerm").asText().equals(reaction)) {
                Instant time =
                        OffsetDateTime.parse(signal.get("lastEventAt").asText()).toInstant();
                first = time.isBefore(first) ? time : first;
            }
        }
        return first;
    }

    private Set<String> deathsInEvidence() {
        Set<String> deaths = new TreeSet<>();
        for (JsonNode signal : TestingFiles.read(directory.resolve("out"), OutputFiles.SIGNALS)) {
            if (signal.get("ruleId").asText().equals("adr-death")) {
                signal.get("evidence")
                        .forEach(evidence -> deaths.add(evidence.get("eventId").asText()));
            }
        }
        return deaths;
    }

    private static Set<String> deathsReported(Path events) throws IOException {
        Set<String> deaths = new TreeSet<>();
        for (JsonNode report : TestingFiles.read(events, VaersImport.REPORTS_FILE)) {
            for (JsonNode seriousness : report.path("seriousness")) {
                if (seriousness.asText().equals("DEATH")) {
                    deaths.add(report.get("eventId").asText());
                }
            }
        }
        return deaths;
    }

    private static Path realFiles() {
        String named = System.getProperty(
                "medsentry.vaers.directory", System.getenv().getOrDefault("MEDSENTRY_VAERS_DIRECTORY", ""));
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here)
                .resolveSibling("shared/real/vaers_1998_1999");
    }
}
