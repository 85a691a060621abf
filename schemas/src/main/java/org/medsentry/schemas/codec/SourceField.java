package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Finds out who sent a bad record, so that somebody can be called. A record that is bad may hold anything in any field, so
 * the value counts only if it cannot be a person's: plain ASCII of a network's name, fewer digits than a phone number has.
 */
final class SourceField {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final Pattern NETWORK_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int FEWEST_DIGITS_OF_A_PHONE = 7;

    private SourceField() {}

    /** The top-level field {@code source} if the record is JSON as far as there; else null. */
    static String read(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("source")) {
                    return token == JsonToken.VALUE_STRING ? networkName(parser.getText()) : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static String networkName(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return digits < FEWEST_DIGITS_OF_A_PHONE && NETWORK_NAME.matcher(text).matches() ? text : null;
    }
}
