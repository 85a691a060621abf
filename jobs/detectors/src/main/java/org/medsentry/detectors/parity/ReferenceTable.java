package org.medsentry.detectors.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the comma-separated tables of reference results, gzipped or not, row by row: as R writes them, with a header, texts perhaps in
 * quotes, and NA or nothing for what is missing.
 */
public final class ReferenceTable {

    /** One row; asking for a column that the table lacks is an error. */
    public record Row(String place, Map<String, Integer> columns, List<String> cells) {

        public String text(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new IllegalArgumentException(place + ": there is no column " + column);
            }
            if (index >= cells.size()) {
                throw new IllegalArgumentException(place + ": the row ends before column " + column);
            }
            return cells.get(index);
        }

        /** NaN where it is missing. */
        public double number(String column) {
            String text = text(column);
            return switch (text) {
                case "", "NA", "NaN" -> Double.NaN;
                case "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> parse(column, text);
            };
        }

        private double parse(String column, String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(place + ": " + column + " is no number: " + text, e);
            }
        }

        public int whole(String column) {
            return (int) number(column);
        }

        public boolean has(String column) {
            return columns.containsKey(column);
        }
    }

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private ReferenceTable() {}

    public static void read(Path file, Consumer<Row> each) throws IOException {
        try (CSVParser parser = FORMAT.parse(open(file))) {
            if (parser.getHeaderNames().isEmpty()) {
                throw new IOException(file + " is empty");
            }
            Map<String, Integer> columns = parser.getHeaderMap();
            for (CSVRecord record : parser) {
                // The header is the first line.
                String place = file.getFileName() + ":" + (record.getRecordNumber() + 1);
                each.accept(new Row(place, columns, record.toList()));
            }
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
