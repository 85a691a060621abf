package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** So that the benchmark does not rot: a load too small to say anything of speed, yet every signal of it must be found. */
class PipelineBenchmarkITCase {

    @Test
    void findsEverySignalAndWritesItsReport(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "before\n<!-- pipeline:begin -->\nold\n<!-- pipeline:end -->\nafter\n");

        int exitCode = Bench.commandLine()
                .execute(
                        "pipeline",
                        "--records=3000",
                        "--rounds=1",
                        "--warm-up-rounds=0",
                        "--warm-up-share=0.2",
                        "--cores=none",
                        "--variants=shuffle,job",
                        "--heap=512m",
                        "--checkpoint-interval=PT0.5S",
                        "--write-docs=" + page,
                        "--out=" + directory);

        assertThat(exitCode).isZero();
        assertThat(page).content().contains("| shuffle", "| job").doesNotContain("old");
        JsonNode result = new ObjectMapper().readTree(Files.readString(directory.resolve("pipeline.json")));
        assertThat(result.at("/setting/rules").intValue()).isPositive();
        assertThat(result.at("/setting/signals").longValue()).isPositive();
        assertThat(result.at("/rounds/0")).hasSize(2);
        assertThat(result.at("/variants/1/ofShuffle/median").doubleValue()).isPositive();
    }

    @Test
    void refusesAnUnknownBenchmark() {
        assertThat(Bench.commandLine().execute("nonsense")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
