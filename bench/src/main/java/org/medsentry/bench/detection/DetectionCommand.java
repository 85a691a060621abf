package org.medsentry.bench.detection;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.medsentry.bench.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Recomputes the evidence for the detectors from a folder of reference data. */
@Command(
        name = "detection",
        description =
                "Compares the detectors: exactness to the published methods, power at the same false-positive rate, time to"
                        + " detection, alarms on real series, and what they cost.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DetectionCommand implements Callable<Integer> {

    /** What the page has a table of. */
    enum Part {
        WEEKLY,
        DAILY,
        REAL,
        SPEED,
        PARITY
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--reference", description = "Folder with series/ and sim/ of reference data.")
    private Path reference = Path.of("../shared/reference");

    @Option(names = "--only", split = ",", description = "Some of ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--series", description = "Series whose memory is measured.")
    private int series = 100_000;

    @Option(
            names = "--write-docs",
            description = "Put tables into this page and plots into folder detection beside it.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(reference.resolve("sim"))) {
            throw new ParameterException(
                    spec.commandLine(), "--reference: " + reference.toAbsolutePath() + " has no folder sim");
        }
        if (series < 1) {
            throw new ParameterException(spec.commandLine(), "--series must be at least 1");
        }
        DetectionPage page = new DetectionPage(file, spec.commandLine().getOut());
        PrintWriter progress = spec.commandLine().getErr();
        for (Part part : parts) {
            progress.println("detection: " + part.name().toLowerCase(Locale.ROOT) + " ...");
            progress.flush();
            long start = System.nanoTime();
            write(part, page);
            progress.printf("detection: %.0f s%n", (System.nanoTime() - start) / 1e9);
            progress.flush();
        }
        page.table(
                "detection-machine",
                Machine.description() + "; OpenJDK " + System.getProperty("java.vm.version") + ".");
        return 0;
    }

    private void write(Part part, DetectionPage page) throws IOException {
        switch (part) {
            case WEEKLY -> WeeklyEvidence.write(reference, page);
            case DAILY -> DailyEvidence.write(reference, page);
            case REAL -> RealEvidence.write(reference, page);
            case SPEED -> SpeedEvidence.write(series, page);
            case PARITY -> ParityEvidence.write(reference, page);
        }
    }
}
