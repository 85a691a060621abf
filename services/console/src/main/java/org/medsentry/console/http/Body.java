package org.medsentry.console.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.medsentry.console.problem.Problem;

/** A JSON object that somebody sent, read field by field; what nobody asked for is refused. */
final class Body {

    private static final int DEEPEST = 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private final JsonNode object;

    private Body(JsonNode object) {
        this.object = object;
    }

    /** @param fields all that may stand in it */
    static Body of(Context context, String... fields) {
        JsonNode read;
        try {
            byte[] bytes = context.bodyAsBytes();
            read = JSON.readTree(bytes.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : bytes);
        } catch (IOException malformed) {
            throw Problem.body("", "is no JSON");
        }
        if (read == null || !read.isObject()) {
            throw Problem.body("", "must be a JSON object");
        }
        Set<String> known = Set.copyOf(Arrays.asList(fields));
        read.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.body("", "holds an unknown field; known are " + String.join(", ", fields));
            }
        });
        return new Body(read);
    }

    /** The text, or null where there is none. */
    String text(String name, int longest) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.body("/" + name, "must be a string");
        }
        if (value.textValue().length() > longest) {
            throw Problem.body("/" + name, "must have at most " + longest + " characters");
        }
        return value.textValue();
    }

    String requiredText(String name, int longest) {
        String text = text(name, longest);
        if (text == null || text.isBlank()) {
            throw Problem.body("/" + name, "is required");
        }
        return text;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name, 64);
        if (text == null) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw Problem.body("/" + name, "must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        E choice = choice(name, type);
        if (choice == null) {
            throw Problem.body("/" + name, "is required");
        }
        return choice;
    }

    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Problem.body("/" + name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** The number, or null where there is none. */
    Integer number(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw Problem.body("/" + name, "must be a whole number");
        }
        return value.intValue();
    }

    List<String> texts(String name, int most, int longest) {
        JsonNode value = object.path(name);
        if (!value.isArray() || value.isEmpty()) {
            throw Problem.body("/" + name, "must be an array that is not empty");
        }
        if (value.size() > most) {
            throw Problem.body("/" + name, "must have at most " + most + " elements");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual() || element.textValue().length() > longest) {
                throw Problem.body("/" + name, "must hold strings of at most " + longest + " characters");
            }
            texts.add(element.textValue());
        }
        return texts;
    }
}
