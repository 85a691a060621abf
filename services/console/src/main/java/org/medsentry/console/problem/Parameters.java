package org.medsentry.console.problem;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of a query, each checked; one that nobody knows is refused, for it would be overlooked otherwise. */
public final class Parameters {

    private static final int MOST_VALUES = 100;

    private final Map<String, List<String>> values;

    /** @param known the names that may appear */
    public Parameters(Map<String, List<String>> values, List<String> known) {
        this.values = values;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                // The name is what somebody typed, but a parameter without its name could not be found.
                String shown = name.replaceAll("[^A-Za-z0-9._-]", "?");
                throw Problem.parameter(
                        shown.substring(0, Math.min(64, shown.length())),
                        "is not known; known are " + String.join(", ", known));
            }
        }
    }

    /** The text, or null where there is none. */
    public String text(String name, int longest) {
        List<String> given = values.get(name);
        if (given == null || given.isEmpty() || given.get(0).isBlank()) {
            return null;
        }
        if (given.size() > 1) {
            throw Problem.parameter(name, "appears twice");
        }
        String text = given.get(0).strip();
        if (text.length() > longest) {
            throw Problem.parameter(name, "has more than " + longest + " characters");
        }
        return text;
    }

    public String text(String name, Pattern form) {
        String text = text(name, 4000);
        if (text != null && !form.matcher(text).matches()) {
            throw Problem.parameter(name, "is not of the form " + form.pattern());
        }
        return text;
    }

    /** The values between commas, or of a parameter that appears several times. */
    public List<String> list(String name, Pattern form) {
        List<String> list = new ArrayList<>();
        for (String given : values.getOrDefault(name, List.of())) {
            for (String one : given.split(",")) {
                if (!one.isBlank()) {
                    if (!form.matcher(one.strip()).matches()) {
                        throw Problem.parameter(name, "holds a value that is not of the form " + form.pattern());
                    }
                    list.add(one.strip());
                }
            }
        }
        if (list.size() > MOST_VALUES) {
            throw Problem.parameter(name, "has more than " + MOST_VALUES + " values");
        }
        return list;
    }

    public <E extends Enum<E>> List<String> choices(String name, Class<E> type) {
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        List<String> chosen = list(name, Pattern.compile(".*"));
        if (!known.containsAll(chosen)) {
            throw Problem.parameter(name, "must be of " + String.join(", ", known));
        }
        return chosen;
    }

    /** The choice, or the first where there is none. */
    public String choice(String name, List<String> choices) {
        String text = text(name, 64);
        if (text == null) {
            return choices.get(0);
        }
        if (!choices.contains(text)) {
            throw Problem.parameter(name, "must be one of " + String.join(", ", choices));
        }
        return text;
    }

    public <E extends Enum<E>> E required(String name, Class<E> type) {
        String text = text(name, 64);
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw Problem.parameter(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    /** true, false, or null where there is none. */
    public Boolean flag(String name) {
        String text = text(name, 8);
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.parameter(name, "must be true or false");
        }
        return text.equals("true");
    }

    public int number(String name, int otherwise, int least, int most) {
        String text = text(name, 16);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw Problem.parameter(name, "must be a number from " + least + " to " + most);
    }

    /** A time as Elasticsearch reads it, or null where there is none. */
    public String time(String name) {
        String text = text(name, 64);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException noTime) {
            throw Problem.parameter(name, "must be a time like 2026-11-23T08:00:00+08:00");
        }
    }
}
