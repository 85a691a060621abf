package org.medsentry.streaming.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the sink needs of Elasticsearch's answers, and does not trust that what answers is Elasticsearch. */
final class BulkResponse {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private BulkResponse() {}

    /**
     * @param expected the number of operations that were sent
     * @throws IOException if this is not the answer to a bulk request of so many operations
     */
    static List<BulkItem> parse(byte[] body, int expected) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, JsonToken.START_OBJECT);
            List<BulkItem> items = List.of();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    items = items(json, expected);
                } else {
                    json.skipChildren();
                }
            }
            if (items.size() != expected) {
                throw new IOException("the answer is about " + items.size() + " operations, not " + expected);
            }
            return items;
        }
    }

    /** The error that a request as a whole met with, if the answer has the form that Elasticsearch gives it. */
    static Optional<BulkError> error(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("error") && value == JsonToken.START_OBJECT) {
                    return Optional.of(readError(json));
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<BulkItem> items(JsonParser json, int expected) throws IOException {
        List<BulkItem> items = new ArrayList<>(expected);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            expect(json, JsonToken.FIELD_NAME); // the action
            expect(json, JsonToken.START_OBJECT);
            items.add(item(json));
            expect(json, JsonToken.END_OBJECT);
        }
        return items;
    }

    private static BulkItem item(JsonParser json) throws IOException {
        int status = -1;
        BulkError error = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
                status = json.getIntValue();
            } else if (field.equals("error") && value == JsonToken.START_OBJECT) {
                error = readError(json);
            } else {
                json.skipChildren();
            }
        }
        if (status < 0) {
            throw new IOException("an item of the answer has no status");
        }
        return new BulkItem(status, error);
    }

    private static BulkError readError(JsonParser json) throws IOException {
        String type = "unknown";
        String reason = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("type") && value == JsonToken.VALUE_STRING) {
                type = json.getText();
            } else if (field.equals("reason") && value == JsonToken.VALUE_STRING) {
                reason = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return new BulkError(type, reason);
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IOException("the answer is not that of a bulk request");
        }
    }
}
