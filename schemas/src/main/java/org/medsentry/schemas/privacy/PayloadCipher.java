package org.medsentry.schemas.privacy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the original bytes of dead letters, which may hold anything, so that only the holder of the key file can read and
 * replay them: AES-256-GCM, text = base64 of nonce (12 bytes), ciphertext and tag (16 bytes). Thread-safe.
 */
public final class PayloadCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String currentKeyId;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    public PayloadCipher(SecretKeys secretKeys) {
        currentKeyId = secretKeys.currentKeyId();
        for (String id : secretKeys.keyIds()) {
            keys.put(id, new SecretKeySpec(secretKeys.derived(id, "payload"), "AES"));
        }
    }

    /** Id of the key that {@link #encrypt} uses; to be kept beside the text. */
    public String currentKeyId() {
        return currentKeyId;
    }

    /** The text that {@link #decrypt} turns back; the same bytes give another text each time. */
    public String encrypt(byte[] payload) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, keys.get(currentKeyId), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(payload.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(payload, 0, payload.length, sealed, NONCE_BYTES);
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    /**
     * The original bytes.
     *
     * @param keyId id of the key that encrypted them
     * @throws IllegalArgumentException if the key is not in the key file, or the text was changed or made by another key
     */
    public byte[] decrypt(String keyId, String payload) {
        SecretKeySpec key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("the key that encrypted the payload is not in the key file");
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(payload);
            if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                throw new IllegalArgumentException("the payload is too short to be one of ours");
            }
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException changed) {
            throw new IllegalArgumentException("the payload was changed or encrypted with another key");
        }
    }
}
