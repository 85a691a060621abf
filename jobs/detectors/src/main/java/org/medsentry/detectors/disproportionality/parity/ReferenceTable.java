package org.medsentry.detectors.disproportionality.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medsentry.detectors.disproportionality.PairCounts;

/** One file of the reference folder, plain or gzipped, with a line of names. */
record ReferenceTable(List<String> columns, List<CSVRecord> rows) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    static ReferenceTable read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            return new ReferenceTable(List.copyOf(parser.getHeaderNames()), parser.getRecords());
        }
    }

    static PairCounts counts(CSVRecord row) {
        return new PairCounts(number(row, "n"), number(row, "n_drug"), number(row, "n_event"), number(row, "N"));
    }

    private static long number(CSVRecord row, String column) {
        return Math.round(Double.parseDouble(row.get(column)));
    }
}
