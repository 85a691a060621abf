package org.medsentry.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.medsentry.gateway.reception.RefusalReason;

/** No body takes more than its share of memory or time. */
class GuardedBodyTest {
    private static final BodyLimits LIMITS = new BodyLimits(10_000, 3 << 20, 100, 1_000, Duration.ofSeconds(60), 1_000);

    @Test
    void inflatesWhatWasCompressed() throws IOException {
        byte[] text = "{\"a\":1}\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        AtomicLong transferred = new AtomicLong();
        byte[] packed = gzip(text);

        InputStream body = GuardedBody.open(new ByteArrayInputStream(packed), true, LIMITS, transferred::set);

        assertThat(body.readAllBytes()).isEqualTo(text);
        assertThat(transferred).hasValue(packed.length);
    }

    @Test
    void refusesWhatIsNoGzipOrOnlyItsBeginning() throws IOException {
        byte[] packed = gzip("{\"a\":1}\n".repeat(500).getBytes(StandardCharsets.UTF_8));
        assertRefused("{\"a\":1}".getBytes(StandardCharsets.UTF_8), RefusalReason.BODY_UNREADABLE);
        assertRefused(new byte[0], RefusalReason.BODY_UNREADABLE);
        assertRefused(Arrays.copyOf(packed, packed.length - 9), RefusalReason.BODY_UNREADABLE);
        assertRefused(Arrays.copyOf(packed, 12), RefusalReason.BODY_UNREADABLE);
        packed[packed.length / 2] ^= 0x55;
        assertRefused(packed, RefusalReason.BODY_UNREADABLE);
    }

    @Test
    void refusesBombs() throws IOException {
        assertRefused(gzip(new byte[2 << 20]), RefusalReason.BODY_TOO_LARGE);
        assertRefused(gzip(new byte[200 << 20]), RefusalReason.BODY_TOO_LARGE);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(
                        () -> GuardedBody.open(new ByteArrayInputStream(new byte[10_001]), false, LIMITS, bytes -> {})
                                .readAllBytes())
                .isInstanceOfSatisfying(
                        BodyException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.BODY_TOO_LARGE));
    }

    @Test
    void refusesWhatDripsInButNotWhatWaitsForUs() throws IOException {
        AtomicLong clock = new AtomicLong();
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                clock.addAndGet(Duration.ofMillis(500).toNanos());
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                target[offset] = (byte) read();
                return 1;
            }
        };
        TransferredBody slow = new TransferredBody(dripping, LIMITS, bytes -> {}, clock::get);
        assertThatThrownBy(slow::readAllBytes)
                .isInstanceOfSatisfying(
                        BodyException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.BODY_TOO_SLOW));
        assertThat(clock.get()).isLessThan(Duration.ofSeconds(12).toNanos());

        TransferredBody prompt =
                new TransferredBody(new ByteArrayInputStream(new byte[3]), LIMITS, bytes -> {}, clock::get);
        assertThat(prompt.read()).isZero();
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(prompt.read()).isZero();
    }

    private static void assertRefused(byte[] packed, RefusalReason reason) {
        BodyLimits roomy = new BodyLimits(1 << 20, 3 << 20, 100, 1_000, Duration.ofSeconds(60), 1_000);
        assertThatThrownBy(() -> GuardedBody.open(new ByteArrayInputStream(packed), true, roomy, bytes -> {})
                        .readAllBytes())
                .isInstanceOfSatisfying(
                        BodyException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
