package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurringTextsTest {

    static Stream<String> texts() {
        return Stream.concat(
                TextsTest.texts(),
                Stream.of(
                        "x".repeat(RecurringTexts.LONGEST),
                        "x".repeat(RecurringTexts.LONGEST + 1),
                        "药".repeat(RecurringTexts.LONGEST),
                        "药".repeat(RecurringTexts.LONGEST / 3 + 1)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void comeBackAsTheyWereHoweverTheyWereWrittenAndRead(String text) throws IOException {
        for (int round = 0; round < 2; round++) {
            assertThat(recurring(text)).isEqualTo(plain(text));
            assertThat(Texts.readRecurring(new DataInputDeserializer(plain(text))))
                    .isEqualTo(text);
        }
    }

    @Test
    void equalTextsAreReadAsOneObject() throws IOException {
        byte[] bytes = recurring("count-0123456789abcdef");
        assertThat(Texts.readRecurring(new DataInputDeserializer(bytes)))
                .isSameAs(Texts.readRecurring(new DataInputDeserializer(bytes.clone())));
    }

    @Test
    void moreThanThereIsPlaceForAreToldApart() throws IOException {
        for (String text : IntStream.range(0, 4 * RecurringTexts.MOST)
                .mapToObj(number -> "text " + number % (3 * RecurringTexts.MOST))
                .toList()) {
            assertThat(Texts.readRecurring(new DataInputDeserializer(recurring(text))))
                    .isEqualTo(text);
        }
    }

    @Test
    void textsOfOneHashAreToldApart() throws IOException {
        assertThat("Aa").hasSameHashCodeAs("BB");
        for (String text : new String[] {"Aa", "BB", "Aa"}) {
            assertThat(Texts.readRecurring(new DataInputDeserializer(recurring(text))))
                    .isEqualTo(text);
        }
    }

    private static byte[] plain(String text) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(16);
        Texts.write(text, target);
        return target.getCopyOfBuffer();
    }

    private static byte[] recurring(String text) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(16);
        Texts.writeRecurring(text, target);
        return target.getCopyOfBuffer();
    }
}
