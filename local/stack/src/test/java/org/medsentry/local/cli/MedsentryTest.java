package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.rules.DefaultRules;
import org.medsentry.streaming.JobOptions;

class MedsentryTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unheard-of",
                "stack --unheard-of",
                "stack --port-base many",
                "rules",
                "rules check",
                "rules test",
                "rules test --defaults some.yaml",
                "rules publish",
                "rules publish --defaults some.yaml",
                "rules publish --state sleeping some.yaml",
                "rules pause",
                "rules resume",
                "rules remove",
                "rules history",
                "rules history one two",
                "rules history one --text first",
                "dead-letters",
                "dead-letters replay",
                "dead-letters show",
                "dead-letters list --reason BAD_LUCK",
                "setup --partitions 0",
                "send",
                "send purchase-registrations",
                "send purchases some.jsonl",
                "send rules some.jsonl",
                "send signals some.jsonl",
                "demo --minutes 0",
                "demo --minutes soon",
                "import",
                "import vaers --from somewhere",
                "backtest --events somewhere",
                "backtest --events somewhere --out there --compare one",
                "backtest --events somewhere --out there --rules one --compare one two",
            })
    void aWrongCallEndsWithTwoAndOneLine(String line) {
        CommandRun run = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("medsentry: ").hasLineCount(1).contains("--help");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "stack --help",
                "setup --help",
                "send --help",
                "rules --help",
                "rules check --help",
                "rules test --help",
                "rules publish --help",
                "rules list --help",
                "rules pause --help",
                "rules resume --help",
                "rules remove --help",
                "rules history --help",
                "dead-letters list --help",
                "dead-letters show --help",
                "dead-letters replay --help",
                "options --help",
                "demo --help",
                "import vaers --help",
                "backtest --help"
            })
    void everyCommandExplainsItself(String line) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isNotBlank();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void listsEveryOptionOfTheJobs() {
        CommandRun run = CommandRun.of("options");

        assertThat(run.exitCode()).isZero();
        JobOptions.all().forEach(option -> assertThat(run.out()).contains(option.key()));
    }

    @Test
    void passesTheShippedRules() throws IOException {
        for (var rule : DefaultRules.files().entrySet()) {
            Files.writeString(directory.resolve(rule.getKey()), rule.getValue());
        }

        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().trim()).isEqualTo(DefaultRules.files().size() + " rules pass");
    }

    @Test
    void runsTheExamplesOfTheShippedRules() {
        CommandRun run = CommandRun.of("rules", "test", "--defaults");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("pass  purchase-ephedrine-limit: three packages\n")
                .containsPattern("\\d+ examples of " + DefaultRules.files().size() + " rules pass in \\d+\\.\\d s\n$");
    }

    @Test
    void saysWhichExampleFailsAndWhy() throws IOException {
        Path wrong = directory.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                DefaultRules.files().get("purchase-ephedrine-limit.yaml").replace("{packages: 2}", "{packages: 3}"));

        CommandRun run = CommandRun.of("rules", "test", wrong.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("FAIL  purchase-ephedrine-limit: three packages \\(" + wrong
                        + ":\\d+\\): must raise III for T1 from e1, but raised nothing\n")
                .contains("pass  purchase-ephedrine-limit: two packages are allowed\n");
        assertThat(run.err()).isEqualTo("medsentry: 1 of 4 examples fail\n");
    }

    @Test
    void namesFileLineAndColumnOfWhatIsWrongWithARule() throws IOException {
        String good = DefaultRules.files().get("online-banned.yaml");
        Path bad = directory.resolve("bad.yaml");
        Files.writeString(bad, good.replace("product.onlineBanned &&", "product.onlineBand &&"));

        CommandRun run = CommandRun.of("rules", "check", bad.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines().findFirst().orElseThrow()).matches(".*bad\\.yaml:\\d+:\\d+: .*onlineBand.*");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(CommandRun.of("rules", "check", "no-such.yaml"))
                .isEqualTo(new CommandRun(1, "", "medsentry: no-such.yaml does not exist\n"));
        assertThat(CommandRun.of("send", "recalls", "no-such.jsonl"))
                .isEqualTo(new CommandRun(1, "", "medsentry: no-such.jsonl does not exist or may not be read\n"));
    }

    @Test
    void saysWhoDoesNotAnswerAndWhatToDo() {
        CommandRun run = CommandRun.of("rules", "list", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("127.0.0.1:1", "medsentry stack", "--bootstrap-servers");
    }

    @Test
    void showsTheStackTraceOnlyWhenAsked() {
        CommandRun run = CommandRun.of("rules", "check", "no-such.yaml", "--verbose");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("medsentry: no-such.yaml does not exist")
                .contains("\tat ");
    }

    @Test
    void refusesAnUnknownOptionOfTheJobsBeforeAnythingStarts() {
        String base = Integer.toString(StackPorts.free().base());

        CommandRun run = CommandRun.of(
                "stack", "--data", directory.toString(), "--port-base", base, "--job", "ingest.mood=good");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("unknown option --ingest.mood");
        assertThat(directory.resolve("kafka")).doesNotExist();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        StackPorts ports = StackPorts.free();
        try (ServerSocket taken = new ServerSocket(ports.elasticsearch(), 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "stack", "--data", directory.toString(), "--port-base", Integer.toString(ports.base()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("medsentry: port " + taken.getLocalPort()
                            + " (for Elasticsearch) is taken; choose others with --port-base\n");
        }
    }

    @Test
    void aDemoNeverDeletesTheRecordsOfAStack() throws IOException {
        Path record = Files.createFile(
                Files.createDirectories(directory.resolve("kafka")).resolve("record"));

        CommandRun run = CommandRun.of("demo", "--data", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("holds the records of a stack");
        assertThat(record).exists();
    }

    @Test
    void keepsTwoStacksOffOneFolder() {
        try (StackDirectory first = StackDirectory.open(directory)) {
            CommandRun run = CommandRun.of("stack", "--data", first.root().toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1).contains("another stack is running on " + first.root());
        }
    }
}
