package org.medsentry.console.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where Elasticsearch is.
 *
 * @param hosts base addresses, such as {@code http://127.0.0.1:9200}
 * @param authorization value of the header of this name
 * @param certificateAuthority PEM file of the authorities to be trusted instead of Java's
 */
public record SearchSettings(List<String> hosts, Optional<String> authorization, Optional<Path> certificateAuthority) {

    public SearchSettings {
        hosts = List.copyOf(hosts);
    }

    public static SearchSettings of(String host) {
        return new SearchSettings(List.of(host), Optional.empty(), Optional.empty());
    }

    public SearchSettings withPassword(String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new SearchSettings(hosts, Optional.of("Basic " + both), certificateAuthority);
    }

    public SearchSettings withApiKey(String key) {
        return new SearchSettings(hosts, Optional.of("ApiKey " + key), certificateAuthority);
    }

    /** Never the credentials. */
    @Override
    public String toString() {
        return "SearchSettings[" + String.join(", ", hosts) + "]";
    }
}
