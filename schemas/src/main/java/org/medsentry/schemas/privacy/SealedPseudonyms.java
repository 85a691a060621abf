package org.medsentry.schemas.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms on their way from the gateway, which makes them before Kafka, to the jobs, which must take them as they are: a person
 * whose record came through the gateway and one whose record came straight to Kafka are then one. The seal proves that a holder of
 * the key file made the pseudonym for a record of this source. Without it a sender could put anybody's pseudonym into its records;
 * what does not open is the sender's own token and matches only within its source.
 *
 * <p>The form is {@code sealed:}, the pseudonym, a colon and the first 128 bits of HMAC-SHA-256 over kind, source and pseudonym in
 * base64url. The key is that of the pseudonym's key id, so what was sealed before the keys were rotated still opens. Not
 * thread-safe: it keeps initialised Macs.
 */
public final class SealedPseudonyms {
    private static final String PREFIX = "sealed:";
    /** Kind, and length of the source. */
    private static final int HEADER_BYTES = 3;

    private static final int SEAL_BYTES = 16;
    private static final int SEAL_LENGTH = 22;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Mac> macs = new HashMap<>();

    /** What a pseudonym stands for; one kind never opens as another. */
    public enum Kind {
        PERSON((byte) 'P'),
        PHONE((byte) 'T');

        private final byte mark;

        Kind(byte mark) {
            this.mark = mark;
        }
    }

    public SealedPseudonyms(SecretKeys keys) {
        try {
            for (String keyId : keys.keyIds()) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(keys.derived(keyId, "seal"), "HmacSHA256"));
                macs.put(keyId, mac);
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /**
     * The form that travels.
     *
     * @param pseudonym made by a {@link Pseudonymiser} of the same keys
     */
    public String seal(Kind kind, String source, String pseudonym) {
        Mac mac = macs.get(keyId(pseudonym));
        if (mac == null) {
            throw new IllegalArgumentException("no pseudonym of these keys");
        }
        return PREFIX + pseudonym + ':' + sealOf(mac, kind, source, pseudonym);
    }

    /** The pseudonym inside, or null if the text was not sealed under one of the keys for this source and kind. */
    public String open(Kind kind, String source, String text) {
        int colon = text.length() - SEAL_LENGTH - 1;
        if (!text.startsWith(PREFIX) || colon < PREFIX.length() || text.charAt(colon) != ':') {
            return null;
        }
        String pseudonym = text.substring(PREFIX.length(), colon);
        Mac mac = macs.get(keyId(pseudonym));
        if (mac == null) {
            return null;
        }
        byte[] expected = sealOf(mac, kind, source, pseudonym).getBytes(StandardCharsets.UTF_8);
        byte[] found = text.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, found) ? pseudonym : null;
    }

    private static String keyId(String pseudonym) {
        return pseudonym.substring(0, Math.max(pseudonym.indexOf(':'), 0));
    }

    private static String sealOf(Mac mac, Kind kind, String source, String pseudonym) {
        byte[] sourceBytes = source.getBytes(StandardCharsets.UTF_8);
        byte[] pseudonymBytes = pseudonym.getBytes(StandardCharsets.UTF_8);
        // in one piece: a Mac takes long over single bytes
        byte[] message = ByteBuffer.allocate(HEADER_BYTES + sourceBytes.length + pseudonymBytes.length)
                .put(kind.mark)
                .putShort((short) sourceBytes.length)
                .put(sourceBytes)
                .put(pseudonymBytes)
                .array();
        return BASE64.encodeToString(Arrays.copyOf(mac.doFinal(message), SEAL_BYTES));
    }
}
