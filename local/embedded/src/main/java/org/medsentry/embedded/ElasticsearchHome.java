package org.medsentry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Finds the server home that module local/elasticsearch lays out. The build must not bake a path of one machine into a class or a jar, so the home is
 * looked for from where this class was loaded and from the working directory upwards; {@value #PROPERTY} overrides both.
 */
final class ElasticsearchHome {
    static final String PROPERTY = "medsentry.elasticsearch.home";

    private ElasticsearchHome() {}

    /** The Elasticsearch version that the build has laid out. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream resource = ElasticsearchHome.class.getResourceAsStream("elasticsearch.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** @throws IllegalStateException if there is none; the message says how to get one */
    static Path find() {
        String configured = System.getProperty(PROPERTY);
        if (configured != null) {
            Path home = Path.of(configured).toAbsolutePath().normalize();
            if (!isHome(home)) {
                throw new IllegalStateException(
                        PROPERTY + "=" + home + " is not an Elasticsearch home: it has no lib and modules folders");
            }
            return home;
        }
        Path relative = Path.of("local", "elasticsearch", "target", "elasticsearch-" + version());
        List<Path> starts = new ArrayList<>(List.of(codeSource(), Path.of("").toAbsolutePath()));
        for (Path start : starts) {
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                Path home = folder.resolve(relative);
                if (isHome(home)) {
                    return home;
                }
            }
        }
        throw new IllegalStateException("no " + relative + " above any of " + starts
                + ": build it with 'mvn -pl local/elasticsearch generate-resources' or set -D" + PROPERTY);
    }

    private static boolean isHome(Path folder) {
        return Files.isDirectory(folder.resolve("lib")) && Files.isDirectory(folder.resolve("modules"));
    }

    private static Path codeSource() {
        try {
            return Path.of(ElasticsearchHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
