package org.medsentry.console.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param port 0 for any free one
 * @param keyStore PKCS #12 with key and certificate for TLS; empty for plain HTTP, to be used behind a proxy or on this host alone
 * @param keyStorePassword of the key store
 * @param behindProxy whether X-Forwarded-For, -Proto and -Host are a proxy's that we trust
 */
public record ServerSettings(
        String host, int port, Optional<Path> keyStore, Optional<String> keyStorePassword, boolean behindProxy) {

    public static ServerSettings local(int port) {
        return new ServerSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), false);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "ServerSettings[" + host + ":" + port + "]";
    }
}
