package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int LIMIT = 64 * 1024;

    @Test
    void endsOfLinesAreNoPartOfThem() throws IOException {
        assertThat(lines("one\ntwo\r\n\r\n \t\nthree")).containsExactly("1:one", "2:two", "5:three");
        assertThat(lines("one\n")).containsExactly("1:one");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n\n")).isEmpty();
        assertThat(lines("a\rb\n")).containsExactly("1:a\rb");
    }

    @Test
    void byteOrderMarkIsPassedOver() throws IOException {
        assertThat(lines("\uFEFF{}\n\uFEFF{}")).containsExactly("1:{}", "2:\uFEFF{}");
        assertThat(lines("\uFEFF\n{}")).containsExactly("2:{}");
    }

    @Test
    void longestRecordIsWholeWhateverEndsIt() throws IOException {
        String longest = "x".repeat(LIMIT);

        assertThat(lengths(longest + "\n" + longest + "\r\n" + longest)).containsExactly(LIMIT, LIMIT, LIMIT);
    }

    @Test
    void ofLongerLinesOneByteMoreIsKept() throws IOException {
        String oneMore = "x".repeat(LIMIT + 1);
        String many = "x".repeat(5 * LIMIT + 7);

        assertThat(lengths(oneMore + "\n" + oneMore + "\r\n" + many + "\nshort\n" + many))
                .containsExactly(LIMIT + 1, LIMIT + 1, LIMIT + 1, 5, LIMIT + 1);
    }

    private static List<Integer> lengths(String text) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        try (LineReader reader = reader(text)) {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                lengths.add(line.length);
            }
        }
        return lengths;
    }

    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = reader(text)) {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                lines.add(reader.lineNumber() + ":" + new String(line, StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
