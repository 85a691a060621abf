package org.medsentry.local.deployment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the deployment's files lie: the tests read what a user would start, not copies of it. */
final class Repository {

    private Repository() {}

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker").resolve("compose.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no docker/compose.yaml above " + Path.of("").toAbsolutePath());
    }

    static Path docker() {
        return root().resolve("docker");
    }

    static Path jobsJar() {
        return root().resolve("jobs/streaming/target/medsentry-jobs.jar");
    }

    static Path consoleJar() {
        return root().resolve("services/console/target/medsentry-console.jar");
    }

    static Path gatewayJar() {
        return root().resolve("services/gateway/target/medsentry-gateway.jar");
    }

    static Path commandLineJar() {
        return root().resolve("local/stack/target/medsentry-cli.jar");
    }
}
