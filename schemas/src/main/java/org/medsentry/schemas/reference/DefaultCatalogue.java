package org.medsentry.schemas.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;

/**
 * The reference data that ships with the product, so that it can judge something before anybody has loaded a catalogue, and
 * regions and units of its own wherever a loaded set lacks them.
 */
public final class DefaultCatalogue {
    private DefaultCatalogue() {}

    /**
     * All rows of one kind, in the order of the file {@code reference/<topic>.jsonl}.
     *
     * @param topic one of products, licences, recalls, regions, units
     * @throws IllegalArgumentException if the topic has no rows of reference data
     */
    public static List<ReferenceRow> rows(Topic topic) {
        String resource = "/reference/" + topic.id() + ".jsonl";
        InputStream stream = DefaultCatalogue.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalArgumentException("no default catalogue for topic " + topic.id());
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<ReferenceRow> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    rows.add(row(topic, line, rows.size()));
                }
            }
            return List.copyOf(rows);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReferenceRow row(Topic topic, String line, int index) {
        try {
            return ReferenceDecoder.decode(topic, line.getBytes(StandardCharsets.UTF_8));
        } catch (RecordException invalid) {
            throw new IllegalStateException(
                    "default catalogue of " + topic.id() + ", row " + (index + 1) + ": " + invalid.getMessage());
        }
    }
}
