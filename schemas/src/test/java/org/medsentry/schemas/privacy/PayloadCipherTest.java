package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCipherTest {
    private static final byte[] SECRET = "身份证 11010519491231002X".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_536, 1_000_000})
    void givesBackTheBytes(int length) {
        byte[] payload = new byte[length];
        for (int index = 0; index < length; index++) {
            payload[index] = (byte) (index * 31);
        }
        PayloadCipher cipher = new PayloadCipher(TestingKeys.of("k1"));

        String sealed = cipher.encrypt(payload);

        assertThat(cipher.decrypt("k1", sealed)).isEqualTo(payload);
        assertThat(Base64.getDecoder().decode(sealed)).hasSize(12 + length + 16);
    }

    @Test
    void theSameBytesNeverLookTheSame() {
        PayloadCipher cipher = new PayloadCipher(TestingKeys.of("k1"));
        assertThat(cipher.encrypt(SECRET)).isNotEqualTo(cipher.encrypt(SECRET));
    }

    @Test
    void anOldKeyStillReadsWhatItWrote() {
        PayloadCipher before = new PayloadCipher(TestingKeys.of("k1"));
        String sealed = before.encrypt(SECRET);
        PayloadCipher after = new PayloadCipher(TestingKeys.of("k2", "k1"));

        assertThat(after.currentKeyId()).isEqualTo("k2");
        assertThat(after.decrypt(before.currentKeyId(), sealed)).isEqualTo(SECRET);
        assertThat(after.decrypt("k2", after.encrypt(SECRET))).isEqualTo(SECRET);
        assertThatThrownBy(() -> before.decrypt("k2", after.encrypt(SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the key file");
        assertThatThrownBy(() -> after.decrypt("k2", sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void aChangedTextIsRefused() {
        PayloadCipher cipher = new PayloadCipher(TestingKeys.of("k1"));
        byte[] sealed = Base64.getDecoder().decode(cipher.encrypt(SECRET));
        for (int index = 0; index < sealed.length; index++) {
            byte[] changed = sealed.clone();
            changed[index] ^= 1;
            String text = Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> cipher.decrypt("k1", text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String text : new String[] {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
            assertThatThrownBy(() -> cipher.decrypt("k1", text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
