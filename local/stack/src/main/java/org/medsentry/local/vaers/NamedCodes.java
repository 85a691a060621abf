package org.medsentry.local.vaers;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The names, in both languages of the product, of codes that VAERS uses; read from a small table beside this class. */
final class NamedCodes {

    /** {@code number} is the two digits of a state, empty for a vaccine type. */
    record Entry(String code, String number, String nameEn, String nameZh) {}

    private NamedCodes() {}

    static Map<String, Entry> states() {
        return read("states.csv");
    }

    static Map<String, Entry> vaccineTypes() {
        return read("vaccine-types.csv");
    }

    private static Map<String, Entry> read(String resource) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (InputStream in = NamedCodes.class.getResourceAsStream(resource);
                CSVParser rows = CSVParser.builder()
                        .setReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .setFormat(CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())
                        .get()) {
            for (CSVRecord row : rows) {
                entries.put(
                        row.get("code"),
                        new Entry(row.get("code"), row.get("number"), row.get("nameEn"), row.get("nameZh")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " inside the program cannot be read", e);
        }
        return entries;
    }
}
