package org.medsentry.local.vaers;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one CSV file row by row and knows on which line each row began, so that every complaint can say where. */
final class VaersTable implements AutoCloseable {

    /** A row; {@code complaint} is null for a row that has as many columns as the header. */
    record Row(String file, long line, Map<String, Integer> columns, CSVRecord values, String complaint) {

        /** @return the value without blanks around it, or null where there is none or the file has no such column */
        String get(String column) {
            Integer index = columns.get(column);
            if (index == null || index >= values.size()) {
                return null;
            }
            String value = values.get(index).strip();
            return value.isEmpty() ? null : value;
        }

        boolean isYes(String column) {
            return "Y".equals(get(column));
        }
    }

    /** What the mark of UTF-8, which spreadsheet programs put before a file, looks like in latin-1. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final Path path;
    private final String file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();

    /**
     * @param required the columns without which the file is no such table
     * @param bytesRead hears of bytes as they are read from the disk
     */
    VaersTable(Path path, List<String> required, LongConsumer bytesRead) throws IOException {
        this.path = path;
        this.file = path.getFileName().toString();
        InputStream bytes = new BufferedInputStream(new Counted(Files.newInputStream(path), bytesRead), 1 << 16);
        try {
            InputStream text =
                    file.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            parser = CSVParser.builder()
                    .setReader(new InputStreamReader(text, StandardCharsets.ISO_8859_1))
                    .setFormat(CSVFormat.RFC4180
                            .builder()
                            .setIgnoreEmptyLines(true)
                            .get())
                    .get();
            records = parser.iterator();
            readHeader(required);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e instanceof IOException io
                    ? new VaersImportException(path + " cannot be read: " + io.getMessage(), io)
                    : (RuntimeException) e;
        }
    }

    private void readHeader(List<String> required) {
        Row header = next();
        if (header == null) {
            throw new VaersImportException(path + " is empty; expected a header line");
        }
        for (int i = 0; i < header.values().size(); i++) {
            String name = header.values().get(i).strip();
            if (i == 0 && name.startsWith(BYTE_ORDER_MARK)) {
                name = name.substring(BYTE_ORDER_MARK.length());
            }
            columns.put(name.toUpperCase(Locale.ROOT), i);
        }
        for (String column : required) {
            if (!columns.containsKey(column)) {
                throw new VaersImportException(path + " line 1: no column " + column);
            }
        }
    }

    /** @return the next row, or null after the last */
    Row next() {
        long line = parser.getCurrentLineNumber() + 1;
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord values = records.next();
            return new Row(file, line, columns, values, complaint(values));
        } catch (UncheckedIOException | IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new VaersImportException(
                    path + " line " + line + ": no well-formed CSV from here on: " + cause.getMessage(), e);
        }
    }

    private String complaint(CSVRecord values) {
        if (columns.isEmpty() || values.size() == columns.size()) {
            return null;
        }
        return "has " + values.size() + " columns where the header has " + columns.size();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer bytesRead;

        private Counted(InputStream in, LongConsumer bytesRead) {
            super(in);
            this.bytesRead = bytesRead;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                bytesRead.accept(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                bytesRead.accept(count);
            }
            return count;
        }
    }
}
