package org.medsentry.streaming.sink;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** Who the sink says it is. None of them shows its secret when printed. */
public sealed interface ElasticsearchAuthentication extends Serializable {

    static ElasticsearchAuthentication none() {
        return new None();
    }

    /** @param encoded the key as Elasticsearch hands it out under {@code encoded} */
    static ElasticsearchAuthentication apiKey(String encoded) {
        return new ApiKey(encoded);
    }

    static ElasticsearchAuthentication basic(String user, String password) {
        return new Basic(user, password);
    }

    /** The value of the Authorization header. */
    Optional<String> header();

    /** For a cluster without security. */
    record None() implements ElasticsearchAuthentication {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** The way to prefer: it can be limited to what the sink needs and revoked alone. */
    record ApiKey(String encoded) implements ElasticsearchAuthentication {
        private static final long serialVersionUID = 1L;

        public ApiKey {
            Objects.requireNonNull(encoded, "encoded");
        }

        @Override
        public Optional<String> header() {
            return Optional.of("ApiKey " + encoded);
        }

        @Override
        public String toString() {
            return "API key";
        }
    }

    /** For OpenSearch and clusters without API keys. */
    record Basic(String user, String password) implements ElasticsearchAuthentication {
        private static final long serialVersionUID = 1L;

        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public Optional<String> header() {
            byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials));
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }
}
