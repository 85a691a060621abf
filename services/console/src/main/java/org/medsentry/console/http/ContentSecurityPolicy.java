package org.medsentry.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page may load and run: our own files, and the import map that stands in it, known by its hash. */
final class ContentSecurityPolicy {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ContentSecurityPolicy() {}

    static String of(String page) {
        StringBuilder scripts = new StringBuilder("script-src 'self'");
        Matcher maps = IMPORT_MAP.matcher(page);
        while (maps.find()) {
            scripts.append(" 'sha256-").append(hash(maps.group(1))).append('\'');
        }
        return "default-src 'self'; " + scripts + "; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
