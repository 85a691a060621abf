package org.medsentry.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.medsentry.gateway.body.BodyForm;
import org.medsentry.schemas.Stream;

/** Good bodies, spoilt in many ways; the same seed spoils them in the same way. */
final class BodyMutations {
    private static final String[] INSERTS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\0",
        "\uFEFF",
        "\\ud800",
        "null",
        "1e999999999",
        "-",
        "9".repeat(5_000),
        "[".repeat(3_000),
        "{\"a\":".repeat(2_000),
        "\u202E",
        "<script>",
        "\\u0000",
        "NaN",
        "\t"
    };

    private final SplittableRandom random;

    BodyMutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param gzip whether it is announced as compressed */
    record Body(BodyForm form, boolean gzip, byte[] bytes) {
        String contentType() {
            return form == BodyForm.JSON ? "application/json" : "application/x-ndjson";
        }
    }

    Body next(Stream stream) {
        BodyForm form = random.nextBoolean() ? BodyForm.JSON : BodyForm.LINES;
        byte[] bytes = TestingRecords.bytes(text(stream, form));
        for (int count = random.nextInt(3); count >= 0; count--) {
            bytes = spoilt(bytes);
        }
        boolean gzip = random.nextInt(6) == 0;
        return new Body(form, gzip, gzip ? packed(bytes) : bytes);
    }

    private String text(Stream stream, BodyForm form) {
        List<String> records = new ArrayList<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            String source = random.nextInt(8) == 0 ? "chain-b" : TestingRecords.SOURCE;
            records.add(TestingRecords.record(stream, source, "e" + random.nextInt(6)));
        }
        if (form == BodyForm.LINES) {
            return String.join("\n", records);
        }
        return records.size() == 1 ? records.get(0) : "[" + String.join(",", records) + "]";
    }

    private byte[] spoilt(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int until = Math.min(bytes.length, at + random.nextInt(random.nextInt(4) == 0 ? 400 : 12));
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, until, bytes.length));
            case 2 -> insert(bytes, at, TestingRecords.bytes(INSERTS[random.nextInt(INSERTS.length)]));
            case 3 -> insert(bytes, at, Arrays.copyOfRange(bytes, at, until));
            case 4 -> insert(bytes, at, noise());
            case 5 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 6 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
            case 7 -> replaced(bytes);
            default -> {
                byte[] flipped = bytes.clone();
                if (flipped.length > 0) {
                    flipped[Math.min(at, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private byte[] replaced(byte[] bytes) {
        String[] values = {
            "2", "\"COUNTER\"", "\"ORDER\"", "\"500111\"", "1", "[", "\"" + TestingRecords.ID_NUMBER + "\""
        };
        String text = new String(bytes, StandardCharsets.UTF_8);
        return TestingRecords.bytes(
                text.replace(values[random.nextInt(values.length)], INSERTS[random.nextInt(INSERTS.length)]));
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] packed(byte[] bytes) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(target)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] packed = target.toByteArray();
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(packed, random.nextInt(packed.length));
            case 1 -> insert(packed, random.nextInt(packed.length), noise());
            case 2 -> bytes;
            default -> packed;
        };
    }

    private static byte[] insert(byte[] bytes, int at, byte[] inserted) {
        return join(join(Arrays.copyOf(bytes, at), inserted), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
