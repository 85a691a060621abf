package org.medsentry.schemas.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns what identifies a person into a keyed pseudonym: under one key the same person always gets the same token, and
 * without the key nobody can find the person by trying all numbers. The kinds of input are kept apart, so a phone number
 * never meets a document number of the same digits.
 *
 * <p>A token is {@code keyId:} followed by the first 128 bits of HMAC-SHA-256 in base64url, for instance {@code
 * 2026a:dGhpcyBpcyBub3QgYQ}. Not thread-safe: it keeps one initialised Mac.
 */
public final class Pseudonymiser {
    private static final int TOKEN_BYTES = 16;
    private static final byte PERSON = 'P';
    private static final byte SENDER_TOKEN = 'S';
    private static final byte PHONE = 'T';
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String prefix;
    private final SealedPseudonyms sealed;
    private final Mac mac;
    private final byte[] digest;
    private final byte[] token = new byte[TOKEN_BYTES];

    /** Works under the current key. */
    public Pseudonymiser(SecretKeys keys) {
        prefix = keys.currentKeyId() + ":";
        sealed = new SealedPseudonyms(keys);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.derived(keys.currentKeyId(), "pseudonym"), "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
        digest = new byte[mac.getMacLength()];
    }

    /** Token of a document number; the number may be in any form that {@link IdentityNumber#normalise} takes. */
    public String person(String idNumber) {
        mac.update(PERSON);
        return finish(IdentityNumber.normalise(idNumber));
    }

    /**
     * Token of a pseudonym that a sender made itself. It matches only within its source, and it is keyed as well, so a
     * sender who puts a document number there leaks nothing. A pseudonym that the gateway sealed for this source is no token of
     * the sender: it comes out as it is.
     */
    public String senderToken(String source, String token) {
        String pseudonym = sealed.open(SealedPseudonyms.Kind.PERSON, source, token);
        if (pseudonym != null) {
            return pseudonym;
        }
        mac.update(SENDER_TOKEN);
        byte[] sourceBytes = source.getBytes(StandardCharsets.UTF_8);
        mac.update((byte) (sourceBytes.length >>> 8));
        mac.update((byte) sourceBytes.length);
        mac.update(sourceBytes);
        return finish(token);
    }

    /** Token of a phone number, which may be written with separators and with China's country code or without. */
    public String phone(String phone) {
        mac.update(PHONE);
        return finish(PhoneNumber.normalise(phone));
    }

    /** As {@link #phone(String)}; a pseudonym that the gateway sealed for this source comes out as it is. */
    public String phone(String source, String phone) {
        String pseudonym = sealed.open(SealedPseudonyms.Kind.PHONE, source, phone);
        return pseudonym == null ? phone(phone) : pseudonym;
    }

    private String finish(String text) {
        mac.update(text.getBytes(StandardCharsets.UTF_8));
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
        System.arraycopy(digest, 0, token, 0, TOKEN_BYTES);
        return prefix.concat(new String(BASE64.encode(token), StandardCharsets.ISO_8859_1));
    }
}
