package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretKeysTest {
    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    @Test
    void aDevelopmentKeyIsForItsOwnerOnlyAndCanBeLoaded() throws IOException {
        Path file = folder.resolve("secrets/keys.json");

        SecretKeys created = SecretKeys.createDevelopment(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining("glob:**keys.json");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        SecretKeys loaded = SecretKeys.load(file);
        assertThat(loaded.currentKeyId()).isEqualTo(created.currentKeyId()).startsWith("dev-");
        assertThat(new Pseudonymiser(loaded).person("x")).isEqualTo(new Pseudonymiser(created).person("x"));
    }

    @Test
    void twoDevelopmentKeysDifferAndNoneIsOverwritten() throws IOException {
        SecretKeys first = SecretKeys.createDevelopment(folder.resolve("a"));
        SecretKeys second = SecretKeys.createDevelopment(folder.resolve("b"));
        assertThat(new Pseudonymiser(first).person("x")).isNotEqualTo(new Pseudonymiser(second).person("x"));

        byte[] before = Files.readAllBytes(folder.resolve("a"));
        assertThatThrownBy(() -> SecretKeys.createDevelopment(folder.resolve("a")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(folder.resolve("a").toString())
                .hasMessageContaining("exists");
        assertThat(folder.resolve("a")).hasBinaryContent(before);
    }

    @Test
    void severalKeysCanBeKept() throws IOException {
        Path file = Files.writeString(
                folder.resolve("keys"),
                "{\"currentKeyId\":\"2026a\",\"keys\":{\"2025\":\"" + KEY + "\",\"2026a\":\""
                        + Base64.getEncoder().encodeToString(new byte[32]) + "\"}}");

        SecretKeys keys = SecretKeys.load(file);

        assertThat(keys.currentKeyId()).isEqualTo("2026a");
        assertThat(keys.keyIds()).containsExactlyInAnyOrder("2025", "2026a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "~~; must be a JSON object",
                "[]; must be a JSON object",
                "{\"keys\":; no well-formed JSON",
                "{}; currentKeyId is missing",
                "{\"currentKeyId\":\"a\"}; keys is missing",
                "{\"currentKeyId\":\"a\",\"keys\":{}}; currentKeyId names none of the keys",
                "{\"currentKeyId\":\"b\",\"keys\":{\"a\":\"KEY\"}}; currentKeyId names none of the keys",
                "{\"currentKeyId\":5,\"keys\":{\"a\":\"KEY\"}}; currentKeyId must be a string",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEYa\"}}; key a is not base64",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"MDEyMzQ1Njc4OWFiY2RlZg==\"}}; key a has 16 bytes instead of 32",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a b\":\"KEY\"}}; a key id must have",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEY\",\"a\":\"KEY\"}}; twice",
                "{\"currentKeyId\":\"a\",\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEY\"}}; twice",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEY\"},\"MDEyMzQ1\":1}; only the fields",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEY\"}} MDEyMzQ1; no well-formed JSON",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\":\"KEY\"}} 1; something follows",
                "{\"currentKeyId\":\"a\",\"keys\":{\"a\": MDEyMzQ1}}; no well-formed JSON"
            })
    void aBadFileIsNamedWithTheReasonButNoKey(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), content.replace("KEY", KEY));

        assertThatThrownBy(() -> SecretKeys.load(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("MDEyMzQ1")
                .hasNoCause();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> SecretKeys.load(folder.resolve("none")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(folder.resolve("none").toString())
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> SecretKeys.load(folder)).isInstanceOf(KeyFileException.class);
    }

    @Test
    void keysDoNotTravelNorShow() {
        SecretKeys keys = SecretKeys.of("a", Map.of("a", new byte[32]));
        assertThat(keys).isNotInstanceOf(Serializable.class).hasToString("SecretKeys[current=a, ids=[a]]");
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        SecretKeys keys = TestingKeys.of("a", "b");
        assertThat(keys.derived("a", "pseudonym")).hasSize(32).isNotEqualTo(keys.derived("a", "payload"));
        assertThat(keys.derived("a", "pseudonym")).isNotEqualTo(keys.derived("b", "pseudonym"));
        assertThatThrownBy(() -> keys.derived("c", "payload")).isInstanceOf(IllegalArgumentException.class);
    }
}
