package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.rules.DefaultRules;

/** The rule desk on a real broker, without jobs: what lies on the topic, and who is told what. */
class RuleDeskITCase {

    private static final String BANNED = DefaultRules.files().get("online-banned.yaml");

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        assertThat(run("setup").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aPausedRuleIsResumedAndARemovedOneIsNot() throws IOException {
        publish("desk-states", 1);

        assertThat(run("rules", "pause", "desk-states").out()).isEqualTo("desk-states version 1: paused, was active\n");
        assertThat(run("rules", "pause", "desk-states").out()).isEqualTo("desk-states version 1: unchanged, paused\n");
        assertThat(state("desk-states")).isEqualTo("paused");
        assertThat(run("rules", "resume", "desk-states", "--shadow").out())
                .isEqualTo("desk-states version 1: shadow, was paused\n");
        assertThat(run("rules", "remove", "desk-states").out())
                .isEqualTo("desk-states version 1: removed, was shadow\n");

        CommandRun refused = run("rules", "resume", "desk-states");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).hasLineCount(1).startsWith("desk-states version 1: refused, it is removed");
        assertThat(state("desk-states")).isEqualTo("removed");
        assertThat(publish("desk-states", 1).out()).isEqualTo("desk-states version 1: published, active\n");
    }

    @Test
    void theNewestVersionIsPausedAndADryRunDoesNothing() throws IOException {
        publish("desk-newest", 1);
        publish("desk-newest", 2);

        assertThat(run("rules", "pause", "--dry-run", "desk-newest").out())
                .isEqualTo("desk-newest version 2: would be paused, was active\n");
        assertThat(state("desk-newest")).isEqualTo("active");
        assertThat(run("rules", "pause", "desk-newest").out()).isEqualTo("desk-newest version 2: paused, was active\n");
        assertThat(run("rules", "list").out()).containsPattern("desk-newest +2 +paused");
    }

    @Test
    void nothingIsDoneIfOneRuleOfACommandIsRefused() throws IOException {
        publish("desk-together", 1);

        CommandRun run = run("rules", "pause", "desk-together", "desk-unheard-of");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("desk-unheard-of: refused, no such rule has been published\n");
        assertThat(run.out()).isEqualTo("desk-together version 1: still active, since another was refused\n");
        assertThat(state("desk-together")).isEqualTo("active");
    }

    @Test
    void theHistorySaysWhoChangedWhatAndWhen() throws IOException {
        publish("desk-history", 1);
        run("rules", "pause", "desk-history");
        publish("desk-history", 2);

        CommandRun run = run("rules", "history", "desk-history");

        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        String user = System.getProperty("user.name");
        assertThat(lines.get(1)).matches(" +1  active  +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\S+  " + user);
        assertThat(lines.get(2)).matches(" +1  paused  .*");
        assertThat(lines.get(3)).matches(" +2  active  .*");
        assertThat(lines)
                .contains("--- desk-history#1", "+++ desk-history#2", "-version: 1", "+version: 2")
                .contains("-level: II", "+level: I")
                .doesNotContain("-id: desk-history");
        assertThat(run("rules", "history", "desk-history", "--text", "1").out()).isEqualTo(text("desk-history", 1));
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        CommandRun noRule = run("rules", "history", "desk-unheard-of");
        assertThat(noRule.exitCode()).isEqualTo(1);
        assertThat(noRule.err()).isEqualTo("medsentry: no rule desk-unheard-of on topic rules\n");

        CommandRun noVersion = run("rules", "history", "online-banned", "--text", "99");
        assertThat(noVersion.exitCode()).isEqualTo(1);
        assertThat(noVersion.err()).isEqualTo("medsentry: online-banned has no version 99 on the topic; it has [1]\n");
    }

    @Test
    void withoutAClusterTheListStillSaysWhichRulesCount() {
        CommandRun alone = run("rules", "list");
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.err())
                .hasLineCount(1)
                .startsWith("medsentry: no local stack runs here")
                .contains("--flink");
        assertThat(alone.out()).containsPattern("online-banned +1 +active +\\S.* - +- +- +网络销售禁售药品");

        CommandRun elsewhere = run("rules", "list", "--flink", "http://127.0.0.1:1");
        assertThat(elsewhere.exitCode()).isZero();
        assertThat(elsewhere.err()).hasLineCount(1).contains("Flink does not answer at http://127.0.0.1:1/");
        assertThat(elsewhere.out()).isEqualTo(alone.out());
    }

    private static CommandRun publish(String ruleId, int version) throws IOException {
        Path file = directory.resolve(ruleId + ".yaml");
        Files.writeString(file, text(ruleId, version));
        return run("rules", "publish", file.toString());
    }

    private static String text(String ruleId, int version) {
        String text = BANNED.replace("id: online-banned", "id: " + ruleId).replace("version: 1", "version: " + version);
        return version == 1 ? text : text.replace("level: II", "level: I");
    }

    private static String state(String ruleId) {
        return run("rules", "list")
                .out()
                .lines()
                .filter(line -> line.startsWith(ruleId + " "))
                .findFirst()
                .orElseThrow()
                .split(" +")[2];
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
