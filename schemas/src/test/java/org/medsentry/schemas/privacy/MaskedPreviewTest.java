package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedPreviewTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"buyer\": {\"idNumber\" : \"11010519491231002X\"}}; {\"buyer\": {\"idNumber\" : \"99999999999999999x\"}}",
                "{\"name\":\"张三\",\"phone\":\"+86 138\"}; {\"name\":\"xx\",\"phone\":\"+99 999\"}",
                "{\"name\":\"source\",\"quantity\":-1.5e3}; {\"name\":\"xxxxxx\",\"quantity\":-9.9x9}",
                "{\"11010519491231002X\":1}; {\"99999999999999999x\":9}",
                "{\"张三\":true,\"nickname\":null}; {\"xx\":xxxx,\"xxxxxxxx\":xxxx}",
                "{\"name\":\"open 张; {\"name\":\"xxxx x",
                "\"name\"; \"xxxx\"",
                "\"name\" \"phone\":; \"xxxx\" \"phone\":",
                "{\"na\\u006de\":\"\\u5f20\"}; {\"xx\\x999xx\":\"\\x9x99\"}",
                "五○😀é; xxxx"
            })
    void keepsTheShapeAndTheNamesOfTheContracts(String record, String preview) {
        assertThat(preview(record)).isEqualTo(preview);
    }

    @Test
    void foreignDigitsAndControlCharactersAreMasked() {
        assertThat(preview("１٣\u0000\u0007\t\r\n\u200b\uFEFF")).isEqualTo("99xx   xx");
    }

    @Test
    void staysShortWhateverComes() {
        assertThat(preview("x".repeat(100_000))).hasSize(MaskedPreview.MAX_LENGTH);
        assertThat(preview("😀".repeat(100_000))).hasSize(MaskedPreview.MAX_LENGTH);
        assertThat(preview("{\"residenceRegionCode\":".repeat(1000))).hasSize(MaskedPreview.MAX_LENGTH);
        assertThat(preview("")).isEmpty();
    }

    @Test
    void anyBytesGiveOnlyMarksAndMasks() {
        SplittableRandom random = new SplittableRandom(3);
        for (int count = 0; count < 5_000; count++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            assertThat(MaskedPreview.of(bytes)).matches("[ -/:-@\\[-`{-~9x]*");
        }
    }

    @Test
    void aValueThatLooksLikeANameShowsOnlyTheNameItself() {
        byte[] record = "{\"name\":\"\\\"name\":13800138000}".getBytes(StandardCharsets.UTF_8);
        assertThat(MaskedPreview.of(record)).doesNotContain("138").doesNotContain("0013");
        assertThat(MaskedPreview.of(Arrays.copyOf(record, 12))).isEqualTo("{\"name\":\"\\\"x");
    }

    private static String preview(String record) {
        return MaskedPreview.of(record.getBytes(StandardCharsets.UTF_8));
    }
}
