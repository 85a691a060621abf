package org.medsentry.local.vaers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Imports the public VAERS download; what becomes of each field is on the page of this package. All files appear together
 * at the end of a successful import: one that fails leaves an older import untouched.
 */
public final class VaersImport {

    public static final String REPORTS_FILE = "adverse-reactions.jsonl";
    public static final String PRODUCTS_FILE = "products.jsonl";
    public static final String REGIONS_FILE = "regions.jsonl";
    public static final String DEAD_LETTERS_FILE = "dead-letters.jsonl";

    private static final List<String> FILES = List.of(REPORTS_FILE, PRODUCTS_FILE, REGIONS_FILE, DEAD_LETTERS_FILE);
    private static final String UNFINISHED = ".unfinished";
    private static final int SHOWN_REJECTIONS = 20;

    private VaersImport() {}

    /**
     * @param from directory with {@code <year>VAERSDATA.csv}, {@code VAERSVAX.csv} and {@code VAERSSYMPTOMS.csv}, plain or
     *     with {@code .gz}, of any years
     * @param to directory for the files; made where it does not exist
     * @throws VaersImportException if files are missing, are no such tables or are no well-formed CSV
     * @throws IOException if a file cannot be written
     */
    public static VaersImportSummary run(Path from, Path to, VaersImportProgress progress) throws IOException {
        List<VaersFiles> sets = VaersFiles.in(from);
        VaersCounts counts = new VaersCounts();
        VaccineCatalogue catalogue = new VaccineCatalogue();
        VaersReports reports = new VaersReports(catalogue, counts, progressOf(sets, progress));
        reports.read(sets);

        Files.createDirectories(to);
        VaersOutput output = new VaersOutput(catalogue, counts);
        output.writeReports(to.resolve(REPORTS_FILE + UNFINISHED), reports.sorted());
        output.writeProductRows(to.resolve(PRODUCTS_FILE + UNFINISHED));
        output.writeRegionRows(to.resolve(REGIONS_FILE + UNFINISHED), new StateRegions());
        output.writeRejections(to.resolve(DEAD_LETTERS_FILE + UNFINISHED), reports.rejections());
        for (String file : FILES) {
            Files.move(to.resolve(file + UNFINISHED), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return summary(sets.size() * 3, counts, catalogue.products().size(), output.terms(), reports.rejections());
    }

    private static LongConsumer progressOf(List<VaersFiles> sets, VaersImportProgress progress) throws IOException {
        long sum = 0;
        for (VaersFiles set : sets) {
            sum += Files.size(set.data()) + Files.size(set.vaccines()) + Files.size(set.symptoms());
        }
        long bytesInAll = sum;
        return new LongConsumer() {
            private long bytesRead;

            @Override
            public void accept(long bytes) {
                bytesRead += bytes;
                progress.advanced(bytesRead, bytesInAll);
            }
        };
    }

    private static VaersImportSummary summary(
            int files, VaersCounts counts, long products, long terms, List<Rejection> rejections) {
        return new VaersImportSummary(
                files,
                counts.reports,
                counts.events,
                counts.deadLetters,
                counts.died,
                products,
                terms,
                counts.onsetFromVaccination,
                counts.onsetFromReceipt,
                counts.datesAfterReceipt,
                counts.productsCapped,
                counts.reactionsCapped,
                counts.withoutVaccine,
                counts.withoutReaction,
                counts.unreadableValues,
                counts.rejectedRows,
                rejections.stream()
                        .limit(SHOWN_REJECTIONS)
                        .map(Rejection::sentence)
                        .toList());
    }
}
