package org.medsentry.local.backtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key of pseudonyms where no key file was named. It is the same on every machine, so that the same files give the same
 * output everywhere, and it is no secret: under it anybody can find the person behind a pseudonym by trying all numbers.
 * Good for made-up data only, which the command says each time.
 */
final class PublicKey {

    static final String ID = "public";

    private PublicKey() {}

    static void write(Path keyFile) throws IOException {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256")
                    .digest("medsentry backtest: not a secret".getBytes(StandardCharsets.US_ASCII));
            Files.writeString(keyFile, """
                    {"currentKeyId": "%s", "keys": {"%s": "%s"}}
                    """.formatted(ID, ID, Base64.getEncoder().encodeToString(key)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
