package org.medsentry.gateway.http;

import java.time.Duration;
import org.medsentry.gateway.body.BodyLimits;

/**
 * How the gateway listens.
 *
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 * @param idleTimeout after which a silent connection is closed
 * @param threads requests under way at once
 * @param connections open at once
 * @param stopPatience how long requests under way may take to end when the gateway stops
 */
public record HttpSettings(
        String host,
        int port,
        TlsFiles tls,
        BodyLimits limits,
        Duration idleTimeout,
        int threads,
        int connections,
        Duration stopPatience) {

    public static final int DEFAULT_PORT = 8083;

    public static HttpSettings of(String host, int port) {
        return new HttpSettings(
                host, port, null, BodyLimits.DEFAULT, Duration.ofSeconds(15), 250, 2_000, Duration.ofSeconds(25));
    }

    public HttpSettings withTls(TlsFiles files) {
        return new HttpSettings(host, port, files, limits, idleTimeout, threads, connections, stopPatience);
    }

    public HttpSettings withLimits(BodyLimits other) {
        return new HttpSettings(host, port, tls, other, idleTimeout, threads, connections, stopPatience);
    }

    public HttpSettings withIdleTimeout(Duration timeout) {
        return new HttpSettings(host, port, tls, limits, timeout, threads, connections, stopPatience);
    }
}
