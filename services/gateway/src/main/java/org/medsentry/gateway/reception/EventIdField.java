package org.medsentry.gateway.reception;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds the id of a record that was refused, so that its sender need not count records. It is told to the sender alone. */
final class EventIdField {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int LONGEST = 64;

    private EventIdField() {}

    /** The top-level field {@code eventId} if the record is JSON as far as there and the id could be one; else null. */
    static String read(byte[] record) {
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("eventId")) {
                    return token == JsonToken.VALUE_STRING ? possible(parser.getText()) : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static String possible(String text) {
        boolean wellFormed = text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        return wellFormed && !text.isEmpty() && text.length() <= LONGEST ? text : null;
    }
}
