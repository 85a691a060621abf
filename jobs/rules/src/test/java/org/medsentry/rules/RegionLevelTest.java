package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.document.SubjectKey;

class RegionLevelTest {

    @ParameterizedTest
    @CsvSource({
        "county, 500111, 500111",
        "product+city, P1|500100, 500100",
        "product+city, P|1|500100, 500100",
        "county+category, 500111|ANTIPYRETIC, 500111",
        "product+county+lot, P1|500111|L1, 500111",
        "county+city+lot, 500111|500100|L1, 500100",
        "county+category, |ANTIPYRETIC, ''",
    })
    void findsTheRegionInAKey(String type, String value, String code) {
        SubjectKey key = new SubjectKey(type, value);
        assertThat(RegionLevel.isKeyOfRegion(key)).isTrue();
        assertThat(RegionLevel.codeOf(key)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "buyer, B1",
        "county+lot, 500111|L|1",
        "county+lot, 500111",
        "lot+product, 500111|P1",
        "mycounty, 500111",
        "counties+lot, 500111|L1",
        "'', ''",
    })
    void findsNoneWhereNoneIsOrWhereItCannotBeTold(String type, String value) {
        assertThat(RegionLevel.isKeyOfRegion(new SubjectKey(type, value))).isFalse();
    }

    @Test
    void digitsAreThoseOfCodes() {
        assertThat(RegionLevel.startsWithDigits("500111x", 6)).isTrue();
        assertThat(RegionLevel.startsWithDigits("50011", 6)).isFalse();
        assertThat(RegionLevel.startsWithDigits("50011x", 6)).isFalse();
        assertThat(RegionLevel.startsWithDigits("50011\u0661", 6)).isFalse();
    }
}
