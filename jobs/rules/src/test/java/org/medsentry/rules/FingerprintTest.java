package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    /** What lies in state has been made by this. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "purchase-registrations\u0000chain\u0000E1", "\u836f\u5e97\u0000\u4e00\u53f7"})
    void isTheHashOfItsCharacters(String text) {
        assertThat(Fingerprint.of(text))
                .isEqualTo(Hashing.xxh3_64().hashBytesToLong(text.getBytes(StandardCharsets.UTF_16LE)));
    }

    /** As the specification of XXH3 has it, whatever library makes it. */
    @Test
    void isXxh3() {
        assertThat(Fingerprint.of("")).isEqualTo(0x2D06800538D394C2L);
    }
}
