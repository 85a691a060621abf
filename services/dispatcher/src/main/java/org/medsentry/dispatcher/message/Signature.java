package org.medsentry.dispatcher.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.medsentry.dispatcher.channel.Secret;

/**
 * Says that a message is ours and of now: HMAC-SHA-256 over the time in seconds, a dot and the body. The version before the hexadecimal
 * digits lets receivers accept a later scheme beside this one.
 */
public final class Signature {
    public static final String HEADER = "Medsentry-Signature";
    public static final String TIMESTAMP_HEADER = "Medsentry-Timestamp";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1=";

    private Signature() {}

    /** For instance {@code v1=5257a869...}. */
    public static String sign(Secret secret, long epochSeconds, byte[] body) {
        byte[] start = (epochSeconds + ".").getBytes(StandardCharsets.US_ASCII);
        return VERSION + HexFormat.of().formatHex(hmac(secret.bytes(), start, body));
    }

    /** In constant time. */
    public static boolean isValid(Secret secret, long epochSeconds, byte[] body, String signature) {
        return signature != null
                && MessageDigest.isEqual(
                        sign(secret, epochSeconds, body).getBytes(StandardCharsets.US_ASCII),
                        signature.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
