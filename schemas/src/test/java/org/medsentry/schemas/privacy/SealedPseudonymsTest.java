package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.medsentry.schemas.privacy.SealedPseudonyms.Kind;

/** Only who holds the keys can say whose pseudonym a record of a source carries. */
class SealedPseudonymsTest {
    private static final String NUMBER = "11010519491231002X";

    private final SecretKeys keys = TestingKeys.of("k1");
    private final Pseudonymiser pseudonymiser = new Pseudonymiser(keys);
    private final SealedPseudonyms sealed = new SealedPseudonyms(keys);
    private final String person = pseudonymiser.person(NUMBER);

    @Test
    void opensWhatItSealed() {
        String text = sealed.seal(Kind.PERSON, "chain-a", person);

        assertThat(sealed.open(Kind.PERSON, "chain-a", text)).isEqualTo(person);
        assertThat(text).doesNotContain(NUMBER);
        assertThat(pseudonymiser.senderToken("chain-a", text)).isEqualTo(person);
    }

    @Test
    void aPhoneComesOutAsThePhone() {
        String phone = pseudonymiser.phone("13800138000");
        String text = sealed.seal(Kind.PHONE, "chain-a", phone);

        assertThat(pseudonymiser.phone("chain-a", text)).isEqualTo(phone);
        assertThat(pseudonymiser.phone("chain-a", "138 0013 8000")).isEqualTo(phone);
    }

    @Test
    void whatDoesNotOpenIsTheSendersOwnToken() {
        String text = sealed.seal(Kind.PERSON, "chain-a", person);
        String last = text.endsWith("A") ? "Q" : "A";
        String[] foreign = {
            person,
            "sealed:" + person,
            "sealed:" + person + ":" + "A".repeat(22),
            text.substring(0, text.length() - 1) + last,
            text.replace("sealed:k1", "sealed:k2"),
            "sealed::" + "A".repeat(22),
            "sealed:"
        };
        for (String token : foreign) {
            assertThat(sealed.open(Kind.PERSON, "chain-a", token)).as(token).isNull();
            assertThat(pseudonymiser.senderToken("chain-a", token)).as(token).isNotEqualTo(person);
        }
        assertThat(sealed.open(Kind.PERSON, "chain-b", text)).isNull();
        assertThat(sealed.open(Kind.PHONE, "chain-a", text)).isNull();
        assertThat(new SealedPseudonyms(TestingKeys.of("other")).open(Kind.PERSON, "chain-a", text))
                .isNull();
    }

    @Test
    void opensAfterTheKeysWereRotated() {
        String text = sealed.seal(Kind.PERSON, "chain-a", person);

        assertThat(new Pseudonymiser(TestingKeys.of("k2", "k1")).senderToken("chain-a", text))
                .isEqualTo(person);
    }

    @Test
    void sealsOnlyPseudonymsOfItsKeys() {
        assertThatThrownBy(() -> sealed.seal(Kind.PERSON, "chain-a", NUMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(NUMBER);
    }
}
