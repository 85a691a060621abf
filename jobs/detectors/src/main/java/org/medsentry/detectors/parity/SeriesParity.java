package org.medsentry.detectors.parity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the published series methods to results that R's surveillance gave for the same series, so that "exact to the published
 * method" is a table and not a claim. Reads a reference folder with {@code series/} (real series) and {@code sim/weekly/} (simulated
 * ones).
 */
public final class SeriesParity {

    private static final double TOLERANCE = 1e-6;
    private static final double TOLERANCE_OF_FARRINGTON = 1e-4;

    private record Method(String method, String variant) {}

    private SeriesParity() {}

    /** Methods of the reference that are left out of the comparison, and why. */
    public static Map<String, String> notCompared() {
        return Map.of(
                "C3pkg",
                "earsC(method = \"C3\") of R's surveillance has the count where its documentation has the mean, so that the pane it judges"
                        + " has no influence; C3 is compared to the documented definition instead");
    }

    /** One row for each method and variant in each of the two sets, in the order of the reference. */
    public static List<MethodParity> compare(Path referenceFolder) throws IOException {
        List<MethodParity> results = new ArrayList<>();
        Path folder = referenceFolder.resolve("series");
        Map<String, ReferenceSeries> series = realSeries(folder);
        results.addAll(compare("series", series, folder.resolve("reference_ears.csv.gz"), "series"));
        results.addAll(compare("series", series, folder.resolve("reference_other.csv.gz"), "series"));
        results.addAll(compare("series", series, folder.resolve("reference_farr.csv.gz"), "series"));
        Path weekly = referenceFolder.resolve("sim").resolve("weekly");
        results.addAll(compare(
                "simulation", simulatedSeries(weekly), weekly.resolve("reference_alarms.csv.gz"), "scenario", "rep"));
        return results;
    }

    private static List<MethodParity> compare(
            String source, Map<String, ReferenceSeries> series, Path table, String... nameColumns) throws IOException {
        Map<Method, Map<String, List<ReferenceRow>>> references = new LinkedHashMap<>();
        ReferenceTable.read(table, row -> {
            String method = row.text("method");
            references
                    .computeIfAbsent(new Method(method, row.text("variant")), unused -> new LinkedHashMap<>())
                    .computeIfAbsent(name(row, nameColumns), unused -> new ArrayList<>())
                    .add(ReferenceRow.of(row, columns(method, row)));
        });
        List<MethodParity> results = new ArrayList<>();
        references.forEach((method, bySeries) -> {
            Comparison comparison =
                    new Comparison(method.method().startsWith("farrington") ? TOLERANCE_OF_FARRINGTON : TOLERANCE);
            bySeries.forEach((name, rows) -> {
                ReferenceSeries its = series.get(name);
                if (its == null) {
                    throw new IllegalArgumentException(table + ": there is no series " + name);
                }
                Judge judge = ReferenceMethods.judge(method.method(), method.variant(), its);
                if (judge != null) {
                    comparison.run(its, judge, rows);
                }
            });
            MethodParity result = comparison.result(source, method.method(), method.variant());
            if (result.rows() + result.ties() > 0) {
                results.add(result);
            }
        });
        return results;
    }

    private static String name(ReferenceTable.Row row, String... columns) {
        StringBuilder name = new StringBuilder();
        for (String column : columns) {
            name.append(name.isEmpty() ? "" : "/").append(row.text(column));
        }
        return name.toString();
    }

    /** Where the table holds what; a quantity that a method does not give is left out. */
    private static Map<Quantity, String> columns(String method, ReferenceTable.Row row) {
        Map<Quantity, String> columns = new EnumMap<>(Quantity.class);
        columns.put(Quantity.ALARM, "alarm");
        columns.put(Quantity.UPPER_BOUND, "upperbound");
        switch (method) {
            case "C1", "C2", "C3" -> {
                columns.put(Quantity.SCORE, "score");
                columns.put(Quantity.EXPECTED, row.has("mean") ? "mean" : "expected");
            }
            case "cusum" -> {
                columns.put(Quantity.SCORE, "score");
                columns.put(Quantity.EXPECTED, "extra");
            }
            case "farrington_old" -> columns.put(Quantity.TREND, "trend");
            case "farringtonFlexible" -> {
                columns.put(Quantity.SCORE, "score");
                columns.put(Quantity.P_VALUE, "pvalue");
                columns.put(Quantity.EXPECTED, "expected");
                if (row.has("phi")) {
                    columns.put(Quantity.DISPERSION, "phi");
                    columns.put(Quantity.TREND, "trend");
                }
            }
            default -> {
                // alarm and bound alone
            }
        }
        return columns;
    }

    private static Map<String, ReferenceSeries> realSeries(Path folder) throws IOException {
        Map<String, ReferenceSeries> series = new HashMap<>();
        List<ReferenceTable.Row> index = new ArrayList<>();
        ReferenceTable.read(folder.resolve("INDEX.csv"), index::add);
        for (ReferenceTable.Row row : index) {
            String name = row.text("series");
            List<Double> counts = new ArrayList<>();
            ReferenceTable.read(folder.resolve(name + ".csv"), pane -> counts.add(pane.number("count")));
            series.put(
                    name,
                    new ReferenceSeries(
                            name,
                            counts.stream().mapToDouble(Double::doubleValue).toArray(),
                            row.whole("freq_per_year"),
                            row.whole("b"),
                            row.whole("w"),
                            row.whole("rki_bayes_cusum_first_t")));
        }
        return series;
    }

    private static Map<String, ReferenceSeries> simulatedSeries(Path folder) throws IOException {
        Map<String, List<Double>> counts = new HashMap<>();
        ReferenceTable.read(
                folder.resolve("series.csv.gz"),
                row -> counts.computeIfAbsent(name(row, "scenario", "rep"), unused -> new ArrayList<>())
                        .add(row.number("count")));
        Map<String, ReferenceSeries> series = new HashMap<>();
        counts.forEach((name, values) -> series.put(
                name,
                new ReferenceSeries(
                        name, values.stream().mapToDouble(Double::doubleValue).toArray(), 52, 5, 3, 0)));
        return series;
    }
}
