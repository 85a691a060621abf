package org.medsentry.local.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * The reference data that a backtest judges against. A directory named for it stands alone: what it lacks of products,
 * licences and recalls is empty, as its owner's registers are. Files that merely lie beside the events, as an import leaves
 * them, are laid over the default catalogue. Regions and units fall back to the default catalogue in any case.
 *
 * @param origin in words, for the summary
 * @param files rows by file name
 * @param rows in order; of one id the later one counts
 */
record ReferenceRows(String origin, Map<String, Long> files, List<ControlRecord> rows) {

    private static final List<Topic> TOPICS =
            List.of(Topic.PRODUCTS, Topic.LICENCES, Topic.RECALLS, Topic.REGIONS, Topic.UNITS);
    private static final List<Topic> DEFAULTS = List.of(Topic.PRODUCTS, Topic.LICENCES, Topic.RECALLS);
    private static final String DEFAULT_ORIGIN = "default catalogue";

    /**
     * @param reference directory of reference data; null where none was named
     * @throws BacktestException if a file cannot be read, or a named directory has none
     */
    static ReferenceRows read(Path reference, Path events) {
        Path directory = reference == null ? events : reference;
        Map<Topic, InputFile> found = new EnumMap<>(Topic.class);
        for (Topic topic : TOPICS) {
            Optional<InputFile> file = InputFile.find(directory, topic.id());
            file.ifPresent(present -> found.put(topic, present));
        }
        if (reference != null && found.isEmpty()) {
            throw new BacktestException("no reference data in " + reference
                    + ": expected products.jsonl, licences.jsonl, recalls.jsonl, regions.jsonl or units.jsonl");
        }
        List<ControlRecord> rows = new ArrayList<>();
        if (reference == null) {
            DEFAULTS.forEach(topic -> DefaultCatalogue.rows(topic)
                    .forEach(row -> rows.add(new ControlRecord(
                            topic, DEFAULT_ORIGIN, row.id(), Documents.toJson(row), 0, rows.size(), Instant.EPOCH))));
        }
        Map<String, Long> files = new LinkedHashMap<>();
        found.forEach((topic, file) -> files.put(file.name(), read(topic, file, rows)));
        return new ReferenceRows(origin(reference, files), files, List.copyOf(rows));
    }

    private static String origin(Path reference, Map<String, Long> files) {
        String names = String.join(", ", files.keySet());
        if (reference != null) {
            return names + " of the reference directory";
        }
        return files.isEmpty() ? DEFAULT_ORIGIN : names + " beside the events, over the default catalogue";
    }

    private static long read(Topic topic, InputFile file, List<ControlRecord> rows) {
        long count = 0;
        try (LineReader lines = file.open(bytes -> {})) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                rows.add(new ControlRecord(
                        topic,
                        file.name(),
                        file.name() + ":" + lines.lineNumber(),
                        line,
                        0,
                        lines.lineNumber(),
                        Instant.EPOCH));
                count++;
            }
        } catch (IOException unreadable) {
            throw new BacktestException("cannot read " + file.location() + ": " + unreadable.getMessage(), unreadable);
        }
        return count;
    }
}
