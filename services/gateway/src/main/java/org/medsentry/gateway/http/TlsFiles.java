package org.medsentry.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Where the server's certificate and key are.
 *
 * @param certificate chain in PEM, the server's own first; or a PKCS 12 file, and then key is null
 * @param key PKCS 8 in PEM, not encrypted
 * @param passwordFile holds the password of the PKCS 12 file, null for none
 */
public record TlsFiles(Path certificate, Path key, Path passwordFile) {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String[] KEY_KINDS = {"EC", "RSA", "Ed25519"};

    /** @throws IllegalArgumentException saying which file cannot be used */
    SslContextFactory.Server sslContext() {
        char[] password = password();
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStore(key == null ? pkcs12(password) : pem(password));
        ssl.setKeyStorePassword(new String(password));
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Addresses of one pharmacy's router have no name to ask for.
        ssl.setSniRequired(false);
        return ssl;
    }

    private char[] password() {
        try {
            return passwordFile == null
                    ? new char[0]
                    : Files.readString(passwordFile).strip().toCharArray();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + passwordFile, unreadable);
        }
    }

    private KeyStore pkcs12(char[] password) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(certificate + " is no PKCS 12 file of this password", unusable);
        }
    }

    private KeyStore pem(char[] password) {
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey(), password, chain);
            return store;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    certificate + " and " + key + " are no certificate and its key in PEM", unusable);
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        Matcher found = PEM_KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new InvalidKeySpecException("no PKCS 8 key in PEM");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                // The next kind, then.
            }
        }
        throw new InvalidKeySpecException("neither EC, RSA nor Ed25519");
    }
}
