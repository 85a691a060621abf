package org.medsentry.local.vaers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Codes that follow from a text alone, so that imports of different years agree without a shared register. */
final class StableCode {

    private StableCode() {}

    /** The reaction code of a term; terms that differ in case only are one. */
    static String ofTerm(String term) {
        byte[] digest = sha256(term.toLowerCase(Locale.ROOT));
        return "VAERS-" + HexFormat.of().withUpperCase().formatHex(digest, 0, 6);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
