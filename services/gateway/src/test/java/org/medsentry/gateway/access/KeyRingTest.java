package org.medsentry.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.Stream;

/** Who may send what, and how much of it. */
class KeyRingTest {
    private static final String HASH = "sha256:" + "0a".repeat(32);

    @TempDir
    private Path folder;

    @Test
    void aCreatedKeyOpensAndTheFileHoldsOnlyItsHash() throws Exception {
        Path file = folder.resolve("new/keys.yaml");
        String first = KeyEntry.create(file, "chain-a", List.of());
        String second = KeyEntry.create(file, "药店 \"b\" \\", List.of(Stream.ONLINE_SALES));

        KeyRing ring = new KeyRing(file, ZoneOffset.UTC);
        assertThat(ring.find(first).key().source()).isEqualTo("chain-a");
        assertThat(ring.find(first).key().streams()).containsExactlyInAnyOrder(Stream.values());
        assertThat(ring.find(second).key().source()).isEqualTo("药店 \"b\" \\");
        assertThat(ring.find(second).key().mayFeed(Stream.PURCHASE_REGISTRATIONS))
                .isFalse();
        assertThat(ring.find(first + "x")).isNull();
        assertThat(ring.find("")).isNull();
        assertThat(Files.readString(file)).doesNotContain(first, second, first.substring(4));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void followsItsFileButNotIntoAMistake() throws Exception {
        Path file = folder.resolve("keys.yaml");
        String first = KeyEntry.create(file, "chain-a", List.of());
        KeyRing ring = new KeyRing(file, ZoneOffset.UTC);
        ring.find(first).allowance().charge(7);
        KeyHolder before = ring.find(first);

        String second = KeyEntry.create(file, "chain-b", List.of());
        ring.refresh();
        assertThat(ring.find(second).key().source()).isEqualTo("chain-b");
        assertThat(ring.find(first)).isSameAs(before);

        Files.writeString(file, "keys: 7");
        ring.refresh();
        assertThat(ring.find(first)).isSameAs(before);

        Files.writeString(file, "keys: []");
        ring.refresh();
        assertThat(ring.find(first)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "keys: 1",
                "keys: [1]",
                "other: []",
                "keys: [{id: a, hash: 'sha256:00', source: s}]",
                "keys: [{id: a, source: s}]",
                "keys: [{id: a b, hash: 'HASH', source: s}]",
                "keys: [{id: a, hash: 'HASH'}]",
                "keys: [{id: a, hash: 'HASH', source: s, colour: red}]",
                "keys: [{id: a, hash: 'HASH', source: s, streams: [nonsense]}]",
                "keys: [{id: a, hash: 'HASH', source: s, streams: []}]",
                "keys: [{id: a, hash: 'HASH', source: s, burst: 0}]",
                "keys: [{id: a, hash: 'HASH', source: s}, {id: a, hash: 'HASH', source: t}]"
            })
    void refusesAFileThatIsWrong(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.yaml"), yaml.replace("HASH", HASH));
        assertThatThrownBy(() -> KeysFile.read(file))
                .isInstanceOf(KeysFileException.class)
                .hasMessageContaining("keys.yaml");
    }

    @Test
    void whatWasTakenTooMuchIsOwed() {
        AtomicLong now = new AtomicLong(Instant.parse("2025-03-01T15:00:00Z").toEpochMilli());
        ApiKey key = KeysFile.parse("keys: [{id: a, hash: '" + HASH
                        + "', source: s, recordsPerSecond: 10, burst: 100, recordsPerDay: 1000}]")
                .get(0);
        Allowance allowance = Allowance.of(key, ZoneId.of("Asia/Shanghai"), new Clock(now));

        assertThat(allowance.waitingTime()).isZero();
        allowance.charge(150);
        assertThat(allowance.waitingTime()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_200));
        now.addAndGet(5_200);
        assertThat(allowance.waitingTime()).isZero();

        allowance.charge(850);
        assertThat(allowance.waitingTime()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        now.addAndGet(Duration.ofHours(1).toMillis());
        assertThat(allowance.waitingTime()).isZero();
    }

    private record Clock(AtomicLong millis) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return millis.get() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
