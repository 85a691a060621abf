package org.medsentry.detectors.disproportionality.parity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the reference files, or skips the test and says so. */
public final class TestingReference {

    private TestingReference() {}

    /** A folder of the reference data: {@code shared/reference} beside the checkout, or property {@code medsentry.reference}. */
    public static Path folder(String name) {
        return existing(root().resolve(name));
    }

    /** A folder of real data, which lies beside the reference data. */
    public static Path real(String name) {
        return existing(root().resolveSibling("real").resolve(name));
    }

    private static Path existing(Path folder) {
        assumeTrue(Files.isDirectory(folder), () -> "no reference data: " + folder + " is not there");
        return folder;
    }

    private static Path root() {
        String given = System.getProperty("medsentry.reference");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("schemas"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "no reference data: not run in a checkout");
        return folder.resolveSibling("shared").resolve("reference");
    }
}
