package org.medsentry.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.medsentry.console.problem.Problem;

/** How answers are written. */
public final class Answers {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private Answers() {}

    public static void json(Context context, Object answer) {
        json(context, 200, answer);
    }

    public static void json(Context context, int status, Object answer) {
        context.status(status).contentType("application/json").result(bytes(answer));
    }

    /** A JSON object of these names and values. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            object.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return object;
    }

    public static String text(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(Object answer) {
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 9457, in the language that the browser asks for first. */
    static void problem(Context context, Problem problem) {
        String language = context.header("Accept-Language");
        boolean chinese = language != null && language.toLowerCase(Locale.ROOT).startsWith("zh");
        Map<String, Object> body = object(
                "type",
                "about:blank",
                "title",
                problem.code(),
                "status",
                problem.status(),
                "code",
                problem.code(),
                "detail",
                chinese ? problem.zh() : problem.getMessage());
        if (problem.pointer() != null) {
            body.put("pointer", problem.pointer());
        }
        body.putAll(problem.further());
        context.status(problem.status()).contentType("application/problem+json").result(bytes(body));
    }
}
