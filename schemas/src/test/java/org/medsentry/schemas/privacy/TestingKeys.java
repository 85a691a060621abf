package org.medsentry.schemas.privacy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keys that are the same in every run. */
public final class TestingKeys {
    private TestingKeys() {}

    /** Keys with these ids, the first of them current; each key depends on its id alone. */
    public static SecretKeys of(String currentKeyId, String... otherKeyIds) {
        Map<String, byte[]> keys = new HashMap<>();
        keys.put(currentKeyId, key(currentKeyId));
        for (String id : otherKeyIds) {
            keys.put(id, key(id));
        }
        return SecretKeys.of(currentKeyId, keys);
    }

    private static byte[] key(String id) {
        byte[] key = new byte[SecretKeys.KEY_BYTES];
        Arrays.fill(key, (byte) id.hashCode());
        return key;
    }
}
