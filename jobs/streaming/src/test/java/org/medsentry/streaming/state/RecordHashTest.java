package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHashTest {

    /** What lies in state has been made by this. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "purchase-registrations\u0000chain\u0000E1", "药店\u0000一号", "\ud83d\ude00 \ud800"})
    void isTheHashOfItsCharacters(String text) {
        assertThat(RecordHash.of(text))
                .isEqualTo(Hashing.sipHash24().hashUnencodedChars(text).asLong());
    }
}
