package org.medsentry.streaming.sink;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Where Elasticsearch is and how to reach it; travels to the task managers with the sink.
 *
 * @param hosts for example {@code https://search-1.example.org:9200}; the port is not guessed
 * @param certificateAuthority a PEM file on every task manager with the certificates to trust, or null for those that the JVM trusts
 */
record ElasticsearchConnection(
        List<String> hosts,
        ElasticsearchAuthentication authentication,
        String certificateAuthority,
        Duration connectTimeout,
        Duration requestTimeout)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    ElasticsearchConnection {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("no Elasticsearch host is given");
        }
        hosts = List.copyOf(hosts);
        hosts.forEach(ElasticsearchConnection::check);
        Objects.requireNonNull(authentication, "authentication");
        requirePositive("connect time-out", connectTimeout);
        requirePositive("request time-out", requestTimeout);
    }

    private static void check(String host) {
        URI uri = URI.create(host);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("not of the form http(s)://HOST:PORT: " + host);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.toMillis() <= 0) {
            throw new IllegalArgumentException("the " + name + " must be at least 1 ms: " + duration);
        }
    }
}
