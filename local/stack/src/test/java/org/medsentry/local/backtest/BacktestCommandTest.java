package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void summaryIsPrintedAsATableOrAsNothingButJson() throws Exception {
        Path events = events();

        assertThat(execute("--events", events.toString(), "--out", directory + "/table", "--key-file", keyFile()))
                .isZero();
        assertThat(out.toString())
                .containsPattern("purchase-registrations +1 +1 +0 +0 +0 +1\n")
                .contains("default catalogue")
                .contains("records/s");
        assertThat(errors.toString()).isEmpty();

        out.getBuffer().setLength(0);
        assertThat(execute("--events", events.toString(), "--out", directory + "/json", "--json"))
                .isZero();
        assertThat(TestingFiles.json(out.toString())
                        .get("run")
                        .get("recordsPerSecond")
                        .isNumber())
                .isTrue();
        assertThat(errors.toString()).contains("--key-file");
    }

    @Test
    void twoRuleSetsAreComparedInATable() throws Exception {
        String events = events().toString();

        assertThat(execute("--events", events, "--out", directory + "/compared", "--compare", "defaults", "defaults"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("purchase-registrations +1 +1 +0")
                .containsPattern("rule +text +only A +only B +both +higher in B +lower in B +other evidence")
                .containsPattern("adr-death +same +0 +0 +0")
                .containsPattern("all +0 +0 +0 +0 +0 +0 +0 +0\n")
                .containsPattern("rules A +\\d+ shipped with the product");
    }

    private String keyFile() throws Exception {
        Path keyFile = directory.resolve("keys.json");
        Files.writeString(
                keyFile,
                "{\"currentKeyId\": \"a\", \"keys\": {\"a\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}");
        return keyFile.toString();
    }

    private Path events() throws Exception {
        Path events = directory.resolve("events");
        TestingFiles.write(events.resolve("purchase-registrations.jsonl"), TestingFiles.purchase("one") + "\n");
        return events;
    }

    @Test
    void wrongCommandLineIsAnotherExitCodeThanAFailure() throws Exception {
        String events = events().toString();
        String target = directory.resolve("out").toString();

        assertThat(execute("--events", events)).isEqualTo(2);
        assertThat(execute("--events", events, "--out", target, "--speed", "9")).isEqualTo(2);
        errors.getBuffer().setLength(0);

        assertThat(execute("--events", directory + "/nowhere", "--out", target)).isEqualTo(1);
        assertThat(errors.toString()).contains("no directory " + directory + "/nowhere");
        assertThat(execute("--events", events, "--rules", directory + "/no-rules", "--out", target))
                .isEqualTo(1);
        assertThat(execute("--events", events, "--reference", events, "--out", target))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("no reference data in " + events);
        assertThat(execute("--events", events, "--key-file", directory + "/no-key", "--out", target))
                .isEqualTo(1);
        assertThat(execute("--events", events, "--out", events + "/purchase-registrations.jsonl"))
                .isEqualTo(1);
        assertThat(errors.toString())
                .contains("cannot write into " + events + "/purchase-registrations.jsonl")
                .doesNotContain("\tat ");
    }

    @Test
    void everyMistakeInRuleFilesIsSaidWithItsPlace() throws Exception {
        Path rules = directory.resolve("rules");
        TestingFiles.write(rules.resolve("a.yaml"), "id: a\nversion: one\n");
        TestingFiles.write(rules.resolve("b.yaml"), "id: [\n");

        assertThat(execute("--events", events().toString(), "--rules", rules.toString(), "--out", directory + "/out"))
                .isEqualTo(1);
        assertThat(errors.toString())
                .contains(rules + "/a.yaml:1:1: ")
                .contains(rules + "/b.yaml:")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    private int execute(String... arguments) {
        return new CommandLine(new BacktestCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
