package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;

/** Where a page of a list ended: the sort values of its last document. It goes to the browser and comes back as it was. */
public final class Cursor {

    private static final int LONGEST = 2000;

    private Cursor() {}

    public static String of(JsonNode sortValues) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sortValues.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param size how many sort values it must have
     * @return the sort values, or null where there is none
     */
    public static JsonNode read(String cursor, int size) {
        if (cursor == null) {
            return null;
        }
        if (cursor.length() <= LONGEST) {
            try {
                JsonNode values = Query.JSON.readTree(Base64.getUrlDecoder().decode(cursor));
                if (values.isArray() && values.size() == size && isPlain(values)) {
                    return values;
                }
            } catch (IOException | IllegalArgumentException noCursor) {
                // told below
            }
        }
        throw Problem.parameter("after", "is not what this list gave");
    }

    private static boolean isPlain(JsonNode values) {
        for (JsonNode value : values) {
            if (!value.isNumber() && !value.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
