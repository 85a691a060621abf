package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** So that the benchmark does not rot: too short to say anything of speed, yet every match must be found. */
class RulesBenchmarkITCase {

    @Test
    void runsTheContendersInTurnAndWritesItsReport(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "before\n<!-- rules:begin -->\nold\n<!-- rules:end -->\nafter\n");

        int exitCode = Bench.commandLine()
                .execute(
                        "rules",
                        "--rounds=1",
                        "--workloads=sequence",
                        "--contenders=medsentry,stock-cep",
                        "--state=heap,rocksdb",
                        "--warm-up=PT1S",
                        "--time=PT1S",
                        "--state-time=PT1M",
                        "--cores=none",
                        "--heap=512m",
                        "--write-docs=" + page,
                        "--out=" + directory);

        assertThat(exitCode).isZero();
        assertThat(page).content().contains("| heap |", "| RocksDB |").doesNotContain("old");
        JsonNode result = new ObjectMapper().readTree(Files.readString(directory.resolve("rules.json")));
        assertThat(result.at("/subjects")).hasSize(4);
        assertThat(result.at("/subjects/1/ofStockCep/median").doubleValue()).isPositive();
        assertThat(result.at("/subjects/0/stateBytesPerKeyAndRule").doubleValue())
                .isPositive();
    }

    @Test
    void refusesUnknownNames() {
        assertThat(Bench.commandLine().execute("rules", "--workloads=nothing")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Bench.commandLine().execute("rules", "--contenders=nobody")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
