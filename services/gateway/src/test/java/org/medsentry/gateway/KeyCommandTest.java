package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.access.ApiKey;
import org.medsentry.gateway.access.KeyHash;
import org.medsentry.gateway.access.KeysFile;
import org.medsentry.schemas.Stream;
import picocli.CommandLine;

/** How an operator makes keys. */
class KeyCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheKeyOnceAndKeepsItsHash() {
        Path file = folder.resolve("keys.yaml");
        assertThat(run("--source", "chain-a", "--keys", file.toString())).isZero();
        assertThat(run(
                        "--source",
                        "chain-b",
                        "--keys",
                        file.toString(),
                        "--stream",
                        "online-sales",
                        "--records-per-second",
                        "5",
                        "--burst",
                        "6",
                        "--records-per-day",
                        "7",
                        "--region",
                        "500111"))
                .isZero();

        String[] printed = out.toString().split("\\R");
        assertThat(printed).hasSize(2);
        assertThat(KeysFile.read(file))
                .extracting(ApiKey::source, ApiKey::hash, ApiKey::streams, ApiKey::burst, ApiKey::regionCode)
                .containsExactly(
                        tuple(
                                "chain-a",
                                KeyHash.ofKey(printed[0]),
                                Set.of(Stream.values()),
                                ApiKey.DEFAULT_BURST,
                                null),
                        tuple("chain-b", KeyHash.ofKey(printed[1]), Set.of(Stream.ONLINE_SALES), 6L, "500111"));
        assertThat(err.toString()).doesNotContain(printed);
    }

    @Test
    void leavesAFileAloneThatItDoesNotUnderstand() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.yaml"), "keys: {a: b}\n");
        assertThat(run("--source", "chain-a", "--keys", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("keys.yaml");
        assertThat(out.toString()).isEmpty();
        assertThat(file).hasContent("keys: {a: b}\n");
    }

    @Test
    void saysWhatIsMissingOrUnknown() {
        String file = folder.resolve("keys.yaml").toString();
        assertThat(run("--keys", file)).isEqualTo(2);
        assertThat(run("--source", "a", "--keys", file, "--stream", "vaccines")).isEqualTo(2);
        assertThat(run("--source", "a", "--keys", file, "--region", "Dazu")).isEqualTo(1);
        assertThat(err.toString()).contains("--source", "vaccines", "regionCode");
        assertThat(Path.of(file)).doesNotExist();
    }

    private int run(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "create";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        // Not GatewayMain, which sets up logging for a process of its own.
        return new CommandLine(new KeyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
