package org.medsentry.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.dispatcher.channel.ChannelsFile;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.access.KeysFile;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.JobOptions;

/** docker/make-secrets makes what compose.yaml mounts, in the form that its readers ask for, and never twice. */
class SecretFilesTest {

    @TempDir
    Path folder;

    @Test
    void makesEverySecretOnce() throws Exception {
        Path secrets = folder.resolve("secrets");
        make(secrets);
        Map<String, String> first = contents(secrets);

        ComposeFile compose =
                ComposeFile.load(EnvironmentFile.read(Repository.docker().resolve(".env")));
        assertThat(first.keySet()).isEqualTo(compose.declared("secrets").keySet());
        first.keySet()
                .forEach(name ->
                        assertThat(compose.declared("secrets").get(name)).isEqualTo(Map.of("file", "secrets/" + name)));

        assertThat(SecretKeys.load(secrets.resolve("privacy-keys.json")).keyIds())
                .hasSize(1);
        Configuration options = JobOptions.parse("--config=" + secrets.resolve("job.properties"));
        assertThat(options.get(JobOptions.ELASTICSEARCH_USERNAME)).isEqualTo("elastic");
        assertThat(options.get(JobOptions.ELASTICSEARCH_PASSWORD))
                .isEqualTo(first.get("elastic-password"))
                .hasSize(32);

        assertThat(ChannelsFile.read(secrets.resolve("channels.yaml")).channels())
                .isEmpty();

        Path gatewayKeys = secrets.resolve("gateway-keys.yaml");
        assertThat(KeysFile.read(gatewayKeys)).isEmpty();
        KeyEntry.create(gatewayKeys, "chain-a", List.of());
        assertThat(KeysFile.read(gatewayKeys))
                .singleElement()
                .satisfies(key -> assertThat(key.source()).isEqualTo("chain-a"));
        first.put("gateway-keys.yaml", Files.readString(gatewayKeys));

        Path users = secrets.resolve("console-users.yaml");
        UsersFile.add(
                users, List.of(new UserEntry("ann", "Ann", ActorRole.ANALYST, Passwords.hash("a long password"))));
        assertThat(UsersFile.open(users).current("ann")).isPresent();
        // The container's user must still be able to read it.
        assertThat(permissions(users)).isEqualTo("rw-r--r--");
        first.put("console-users.yaml", Files.readString(users));
        assertThat(first.get("console-elastic-password")).isEqualTo(first.get("elastic-password"));

        assertThat(permissions(secrets)).isEqualTo("rwx------");
        assertThat(permissions(secrets.resolve("elastic-password"))).isEqualTo("rw-------");
        assertThat(permissions(secrets.resolve("job.properties"))).isEqualTo("rw-r--r--");
        assertThat(permissions(secrets.resolve("privacy-keys.json"))).isEqualTo("rw-r--r--");

        make(secrets);
        assertThat(contents(secrets)).isEqualTo(first);
    }

    static void make(Path secrets) throws Exception {
        Process process = new ProcessBuilder(
                        Repository.docker().resolve("make-secrets").toString(), secrets.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static Map<String, String> contents(Path folder) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
