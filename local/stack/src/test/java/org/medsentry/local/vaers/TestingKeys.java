package org.medsentry.local.vaers;

import java.util.Map;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** Keys that keep no secret. */
final class TestingKeys {

    private TestingKeys() {}

    static Pseudonymiser pseudonymiser() {
        return new Pseudonymiser(SecretKeys.of("test", Map.of("test", new byte[SecretKeys.KEY_BYTES])));
    }
}
