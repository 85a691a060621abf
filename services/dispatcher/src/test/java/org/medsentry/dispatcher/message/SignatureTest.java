package org.medsentry.dispatcher.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.channel.Secret;

/** The expected values were computed by OpenSSL and by Python. */
class SignatureTest {
    private static final Secret SECRET = new Secret("correct horse");
    private static final byte[] BODY = "{\"triggerId\":\"t1\"}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1=b512c95d9e3c1b6810e0c78f30f08e20c3e3dc31d9bbfd89e8a2bd4cb2e2d343";

    @Test
    void signsTimeAndBody() {
        assertThat(Signature.sign(SECRET, 1763800000, BODY)).isEqualTo(SIGNATURE);
        assertThat(Signature.isValid(SECRET, 1763800000, BODY, SIGNATURE)).isTrue();
    }

    @Test
    void anotherTimeBodyOrSecretIsNotSigned() {
        assertThat(Signature.isValid(SECRET, 1763800001, BODY, SIGNATURE)).isFalse();
        assertThat(Signature.isValid(SECRET, 1763800000, new byte[0], SIGNATURE))
                .isFalse();
        assertThat(Signature.isValid(new Secret("other"), 1763800000, BODY, SIGNATURE))
                .isFalse();
        assertThat(Signature.isValid(SECRET, 1763800000, BODY, null)).isFalse();
    }

    @Test
    void robotsWantTheirOwn() {
        assertThat(DingTalkFormat.sign(new Secret("SECabc"), 1763800000123L))
                .isEqualTo("3vS1AMjwON64yBYCPk4wi+bocJ5ZA5T4XoQgJ8efh7M=");
        assertThat(LarkFormat.sign(new Secret("larksecret"), 1763800000L))
                .isEqualTo("zepQn7wMogrGfjG8qTnTZM/1KtSNeKw4N6H+ZSSzGJA=");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(SECRET).hasToString("(secret)");
    }
}
