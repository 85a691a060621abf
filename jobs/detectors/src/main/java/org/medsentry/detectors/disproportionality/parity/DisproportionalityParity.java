package org.medsentry.detectors.disproportionality.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.medsentry.detectors.disproportionality.GammaMixture;
import org.medsentry.detectors.disproportionality.GammaPoissonShrinker;
import org.medsentry.detectors.disproportionality.IndependenceTests;
import org.medsentry.detectors.disproportionality.InformationComponent;
import org.medsentry.detectors.disproportionality.MixtureFit;
import org.medsentry.detectors.disproportionality.MixturePoint;
import org.medsentry.detectors.disproportionality.PairCounts;
import org.medsentry.detectors.disproportionality.ReportingRatios;

/**
 * Compares every measure with every reference table of a folder: contingency tables of reports with the columns that pvda, PhViD,
 * openEBGM and R itself give for them.
 */
public final class DisproportionalityParity {

    /** The prior with which the columns "fixedprior" were made: DuMouchel's starting point. */
    public static final GammaMixture FIXED_PRIOR = new GammaMixture(0.2, 0.1, 2, 4, 1 / 3.0);

    private static final String REFERENCE = "_reference.csv";
    private static final String OTHER = "Other";

    private final Path folder;

    /** @param folder with files {@code <dataset>_reference.csv}, gzipped or not, and {@code mgps_hyperparameters.csv} */
    public DisproportionalityParity(Path folder) {
        this.folder = folder;
    }

    /** One row for each column of each table; columns that a table lacks are left out. */
    public List<ParityRow> compare() throws IOException {
        Map<String, GammaMixture> priors = new HashMap<>();
        for (CSVRecord row : hyperparameters()) {
            priors.put(row.get("dataset"), prior(row));
        }
        List<ParityRow> rows = new ArrayList<>();
        for (Path file : tables()) {
            rows.addAll(compare(file, priors.get(dataset(file))));
        }
        return rows;
    }

    /** One row for each table with a fitted prior. */
    public List<FitRow> fits() throws IOException {
        List<FitRow> rows = new ArrayList<>();
        for (CSVRecord row : hyperparameters()) {
            List<MixturePoint> points = points(row.get("dataset"));
            MixtureFit fit = MixtureFit.to(points);
            rows.add(new FitRow(
                    row.get("dataset"),
                    points.size(),
                    Double.parseDouble(row.get("negLL")),
                    MixtureFit.negativeLogLikelihood(prior(row), points),
                    fit.negativeLogLikelihood(),
                    fit.prior()));
        }
        return rows;
    }

    private static List<ParityRow> compare(Path file, GammaMixture fitted) throws IOException {
        ReferenceTable table = ReferenceTable.read(file);
        List<ParityTally> tallies = columns(fitted).stream()
                .filter(column -> table.columns().contains(column.name()))
                .map(column -> new ParityTally(dataset(file), column))
                .toList();
        for (CSVRecord row : table.rows()) {
            PairCounts counts = ReferenceTable.counts(row);
            tallies.forEach(tally -> tally.compare(counts, row.get(tally.column())));
        }
        return tallies.stream().map(ParityTally::row).toList();
    }

    private static List<ParityColumn> columns(GammaMixture fitted) {
        List<ParityColumn> columns = new ArrayList<>(List.of(
                ParityColumn.exact("E", PairCounts::expected),
                ParityColumn.exact(
                        "prr",
                        counts -> ReportingRatios.proportionalReportingRatio(counts)
                                .value()),
                ParityColumn.exact(
                        "prr_lo",
                        counts -> ReportingRatios.proportionalReportingRatio(counts)
                                .lower()),
                ParityColumn.exact(
                        "prr_hi",
                        counts -> ReportingRatios.proportionalReportingRatio(counts)
                                .upper()),
                ParityColumn.exact(
                        "ror",
                        counts -> ReportingRatios.reportingOddsRatio(counts).value()),
                ParityColumn.exact(
                        "ror_lo",
                        counts -> ReportingRatios.reportingOddsRatio(counts).lower()),
                ParityColumn.exact(
                        "ror_hi",
                        counts -> ReportingRatios.reportingOddsRatio(counts).upper()),
                ParityColumn.exact(
                        "ic_shrink",
                        counts -> InformationComponent.shrunk(counts).value()),
                ParityColumn.iterated(
                        "ic025_shrink",
                        counts -> InformationComponent.shrunk(counts).lower()),
                ParityColumn.iterated(
                        "ic975_shrink",
                        counts -> InformationComponent.shrunk(counts).upper()),
                ParityColumn.exact("chi2", IndependenceTests::chiSquare),
                ParityColumn.exact("chi2_yates", IndependenceTests::chiSquareYates),
                ParityColumn.exact("fisher_p_greater", IndependenceTests::exactUpperTail),
                ParityColumn.exact(
                        "ic_bcpnn",
                        counts -> InformationComponent.neuralNetwork(counts).value()),
                ParityColumn.exact(
                        "ic025_bcpnn",
                        counts -> InformationComponent.neuralNetwork(counts).lower())));
        columns.addAll(shrunk(new GammaPoissonShrinker(FIXED_PRIOR), "_fixedprior"));
        if (fitted != null) {
            GammaPoissonShrinker shrinker = new GammaPoissonShrinker(fitted);
            columns.addAll(shrunk(shrinker, ""));
            columns.add(ParityColumn.iterated("mgps_qn", shrinker::shareOfFirst));
        }
        return columns;
    }

    private static List<ParityColumn> shrunk(GammaPoissonShrinker shrinker, String suffix) {
        return List.of(
                ParityColumn.decimals("ebgm" + suffix, 6, shrinker::geometricMean),
                ParityColumn.decimals("eb05" + suffix, 6, shrinker::lower),
                ParityColumn.decimals(
                        "eb95" + suffix, 6, counts -> shrinker.shrunk(counts).upper()));
    }

    /** A prior is fitted without the comparator, which is no product. */
    private List<MixturePoint> points(String dataset) throws IOException {
        Path file = tables().stream()
                .filter(table -> dataset(table).equals(dataset))
                .findFirst()
                .orElseThrow(() -> new IOException("no table of " + dataset + " in " + folder));
        return ReferenceTable.read(file).rows().stream()
                .filter(row -> !row.get("drug").equals(OTHER))
                .map(row -> MixturePoint.of(ReferenceTable.counts(row)))
                .toList();
    }

    private List<CSVRecord> hyperparameters() throws IOException {
        return ReferenceTable.read(folder.resolve("mgps_hyperparameters.csv")).rows();
    }

    private static GammaMixture prior(CSVRecord row) {
        return new GammaMixture(
                Double.parseDouble(row.get("alpha1")),
                Double.parseDouble(row.get("beta1")),
                Double.parseDouble(row.get("alpha2")),
                Double.parseDouble(row.get("beta2")),
                Double.parseDouble(row.get("P")));
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(REFERENCE))
                    .sorted()
                    .toList();
        }
    }

    private static String dataset(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf(REFERENCE));
    }
}
