package org.medsentry.detectors.parity;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of reference results, which lies beside the checkout and is not part of it. */
public final class TestingReference {

    private TestingReference() {}

    /** Skips the test, with a word about it, where there is no such folder. */
    public static Path folder() {
        Path folder = find();
        Assumptions.assumeTrue(
                folder != null,
                "no reference results: neither ../shared/reference beside the checkout nor -Dmedsentry.reference");
        return folder;
    }

    /** A folder of the reference results. */
    public static Path folder(String name) {
        return existing(folder().resolve(name));
    }

    /** A folder of real data, which lies beside the reference results. */
    public static Path real(String name) {
        return existing(folder().toAbsolutePath().resolveSibling("real").resolve(name));
    }

    private static Path existing(Path folder) {
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no reference results: " + folder + " is not there");
        return folder;
    }

    private static Path find() {
        String named = System.getProperty("medsentry.reference");
        if (named != null) {
            return Files.isDirectory(Path.of(named)) ? Path.of(named) : null;
        }
        Path folder = Path.of("").toAbsolutePath();
        for (Path parent = folder; parent != null; parent = parent.getParent()) {
            if (Files.exists(parent.resolve(".git"))) {
                Path reference = parent.resolveSibling("shared").resolve("reference");
                return Files.isDirectory(reference) ? reference : null;
            }
        }
        return null;
    }
}
