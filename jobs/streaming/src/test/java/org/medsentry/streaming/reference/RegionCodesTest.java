package org.medsentry.streaming.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionCodesTest {

    @ParameterizedTest
    @CsvSource({
        "500111, 6",
        "500100, 4",
        "500000, 2",
        "000000, 0",
        "5001, 4",
        "50, 2",
        "'', 0",
        "500110, 6",
        "500111001, 9"
    })
    void digitsThatNameARegion(String code, int digits) {
        assertThat(RegionCodes.digits(code)).isEqualTo(digits);
    }
}
