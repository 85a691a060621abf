package org.medsentry.detectors.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

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

    private ReferenceTable() {}

    public static void read(Path file, Consumer<Row> each) throws IOException {
        try (BufferedReader reader = open(file)) {
            String header = reader.readLine();
            if (header == null) {
                throw new IOException(file + " is empty");
            }
            Map<String, Integer> columns = new HashMap<>();
            for (String name : cells(header)) {
                columns.put(name, columns.size());
            }
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isEmpty()) {
                    each.accept(new Row(file.getFileName() + ":" + number, columns, cells(line)));
                }
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

    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (character == '"') {
                boolean doubled = quoted && index + 1 < line.length() && line.charAt(index + 1) == '"';
                if (doubled) {
                    cell.append(character);
                    index++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
