package org.medsentry.streaming.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlRecord;

/** The reference data of one example after the other: reading the regions anew for each would take longer than all else. */
final class ExampleCatalogue {

    private record Row(Topic topic, String id) {}

    private final Catalogue rows = new Catalogue();
    private final List<Row> applied = new ArrayList<>();

    Catalogue rows() {
        return rows;
    }

    /** @throws RecordException if the row breaks the contract */
    void apply(Topic topic, ObjectNode row) throws RecordException {
        byte[] json = row.toString().getBytes(StandardCharsets.UTF_8);
        String id = ReferenceDecoder.decode(topic, json).id();
        rows.apply(control(topic, id, json));
        applied.add(new Row(topic, id));
    }

    /** Takes away what the last example brought. */
    void clear() {
        try {
            for (Row row : applied) {
                rows.apply(control(row.topic(), row.id(), null));
            }
        } catch (RecordException impossible) {
            throw new IllegalStateException("a row that is taken away cannot be bad", impossible);
        }
        applied.clear();
    }

    private static ControlRecord control(Topic topic, String id, byte[] json) {
        return new ControlRecord(topic, topic.id(), id, json, 0, 0, Instant.EPOCH);
    }
}
