package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalTest {
    @Test
    void isTheNearestDouble() {
        SplittableRandom random = new SplittableRandom(4);
        for (int count = 0; count < 100_000; count++) {
            String digits =
                    Long.toString(random.nextLong(1_000_000_000_000_000L) / (long) Math.pow(10, random.nextInt(15)));
            int point = random.nextInt(digits.length()) + 1;
            String text =
                    point == digits.length() ? digits : digits.substring(0, point) + "." + digits.substring(point);
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "1E3", "1234567890123456", "0.123456789012345678", "-0.0"})
    void leavesTheRestToOthers(String text) {
        assertThat(parse(text)).isNaN();
    }

    private static double parse(String text) {
        return ShortDecimal.parse(("9" + text + "9").toCharArray(), 1, text.length());
    }
}
