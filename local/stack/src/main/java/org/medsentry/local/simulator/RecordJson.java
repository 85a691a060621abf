package org.medsentry.local.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;

/** Writes one record the way senders do: missing values are left out, times bear an offset. */
final class RecordJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    @FunctionalInterface
    private interface Step {
        void write(JsonGenerator json) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(640);
    private final JsonGenerator json;

    RecordJson() {
        try {
            json = JSON.createGenerator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private RecordJson step(Step step) {
        try {
            step.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return this;
    }

    RecordJson text(String field, Object value) {
        return value == null ? this : step(to -> to.writeStringField(field, value.toString()));
    }

    RecordJson number(String field, Integer value) {
        return value == null ? this : step(to -> to.writeNumberField(field, value));
    }

    RecordJson number(String field, Double value) {
        return value == null ? this : step(to -> to.writeNumberField(field, value));
    }

    RecordJson bool(String field, Boolean value) {
        return value == null ? this : step(to -> to.writeBooleanField(field, value));
    }

    RecordJson time(String field, Instant value, ZoneId zone) {
        return value == null ? this : text(field, TIME.format(value.atZone(zone).toOffsetDateTime()));
    }

    RecordJson time(String field, Instant value, ZoneId zone, boolean utc) {
        return time(field, value, utc ? ZoneOffset.UTC : zone);
    }

    RecordJson texts(String field, Collection<?> values) {
        if (values.isEmpty()) {
            return this;
        }
        openArray(field);
        values.forEach(value -> step(to -> to.writeString(value.toString())));
        return closeArray();
    }

    RecordJson open(String field) {
        return step(to -> to.writeObjectFieldStart(field));
    }

    /** Begins an object within an array. */
    RecordJson open() {
        return step(JsonGenerator::writeStartObject);
    }

    RecordJson close() {
        return step(JsonGenerator::writeEndObject);
    }

    RecordJson openArray(String field) {
        return step(to -> to.writeArrayFieldStart(field));
    }

    RecordJson closeArray() {
        return step(JsonGenerator::writeEndArray);
    }

    byte[] toBytes() {
        close();
        step(JsonGenerator::close);
        return bytes.toByteArray();
    }
}
