package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {
    /** The first two are the examples of GB 11643-1999 itself. */
    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "440524188001010014", "510703195512310025", "500225199003070010"})
    void oneCheckCharacterHoldsAndNoOther(String first17AndAny) {
        char right = IdentityNumber.checkCharacter(first17AndAny);
        for (char character : "0123456789X".toCharArray()) {
            String number = first17AndAny.substring(0, 17) + character;
            assertThat(IdentityNumber.isResidentNumber(number)).isTrue();
            assertThat(IdentityNumber.checkCharacterHolds(number)).isEqualTo(character == right);
        }
    }

    @Test
    void theExamplesOfTheStandardHold() {
        assertThat(IdentityNumber.checkCharacterHolds("11010519491231002X")).isTrue();
        assertThat(IdentityNumber.checkCharacterHolds("440524188001010014")).isTrue();
    }

    @Test
    void everySingleSlipAndSwapIsFound() {
        String number = "440524188001010014";
        for (int place = 0; place < 18; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != number.charAt(place)) {
                    assertThat(IdentityNumber.checkCharacterHolds(
                                    number.substring(0, place) + digit + number.substring(place + 1)))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\" 11010519491231002x \", 11010519491231002X",
                "\"\u3000１１０１０５１９４９１２３１００２ｘ\u00a0\", 11010519491231002X",
                "\"\tg12345678\n\", G12345678",
                "\"AB 12\", \"AB 12\"",
                "\" \u3000 \", \"\""
            })
    void onePersonHasOneForm(String written, String normal) {
        assertThat(IdentityNumber.normalise(written)).isEqualTo(normal);
        assertThat(IdentityNumber.normalise(normal)).isEqualTo(normal);
        assertThat(IdentityNumber.isBlank(written)).isEqualTo(normal.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "110105491231002",
                "G12345678",
                "1101051949123100X2",
                "A1010519491231002X",
                "１10105194912310020"
            })
    void otherDocumentsAreNotTakenForResidentNumbers(String number) {
        assertThat(IdentityNumber.isResidentNumber(number)).isFalse();
    }
}
