package org.medsentry.gateway.body;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the records lie in a body. */
public enum BodyForm {
    /** One object, or an array of objects. */
    JSON,
    /** One object a line. */
    LINES;

    private static final Set<String> LINE_TYPES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    /** The form that a Content-Type stands for; empty for a missing one, another one, or another character set than UTF-8. */
    public static Optional<BodyForm> of(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        for (int index = 1; index < parts.length; index++) {
            String[] parameter = parts[index].strip().split("=", 2);
            if (parameter[0].strip().equals("charset")
                    && !(parameter.length == 2
                            && parameter[1].strip().replace("\"", "").equals("utf-8"))) {
                return Optional.empty();
            }
        }
        String type = parts.length == 0 ? "" : parts[0].strip();
        if (type.equals("application/json")) {
            return Optional.of(JSON);
        }
        return LINE_TYPES.contains(type) ? Optional.of(LINES) : Optional.empty();
    }
}
