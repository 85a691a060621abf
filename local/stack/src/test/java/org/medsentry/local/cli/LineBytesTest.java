package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBytesTest {

    @Test
    void splitsAtLineEndsOfEitherKind() throws IOException {
        assertThat(lines("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void keepsLinesThatAreLongerThanItsBuffer() throws IOException {
        String large = "x".repeat(200_000);

        assertThat(lines(large + "\n" + large)).containsExactly(large, large);
    }

    @Test
    void changesNoByte() throws IOException {
        byte[] notUtf8 = {(byte) 0xFF, 0, '"', '\n'};

        assertThat(new LineBytes(new ByteArrayInputStream(notUtf8)).next()).containsExactly(0xFF, 0, '"');
    }

    @Test
    void knowsABlankLine() {
        assertThat(LineBytes.isBlank(" \t".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(LineBytes.isBlank("x".getBytes(StandardCharsets.US_ASCII))).isFalse();
    }

    private static List<String> lines(String text) throws IOException {
        LineBytes lines = new LineBytes(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> result = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            result.add(new String(line, StandardCharsets.UTF_8));
        }
        return result;
    }
}
