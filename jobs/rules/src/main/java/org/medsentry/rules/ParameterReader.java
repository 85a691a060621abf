package org.medsentry.rules;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the constants of a rule: whole numbers, numbers, truth values, durations ({@code 72 h}, {@code 15 days}), texts, and
 * lists of one of these. Quotes make a text of anything that is not a duration.
 */
final class ParameterReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+([eE][+-]?\\d+)?");

    private final Problems problems;

    ParameterReader(Problems problems) {
        this.problems = problems;
    }

    /** @param section may be null */
    Map<String, Typed> read(Section section) {
        Map<String, Typed> parameters = new LinkedHashMap<>();
        if (section == null) {
            return parameters;
        }
        section.all().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(entry.keyPlace(), "a parameter is named by one word");
                return;
            }
            Typed value = value(entry.value());
            if (value != null) {
                parameters.put(name, value);
            }
        });
        return parameters;
    }

    private Typed value(YamlNode node) {
        if (node instanceof YamlNode.Text text) {
            return scalar(text);
        }
        if (node instanceof YamlNode.Items items && !items.values().isEmpty()) {
            return list(items);
        }
        problems.add(node.place(), "a parameter is a value or a list of values");
        return null;
    }

    private Typed list(YamlNode.Items items) {
        List<Typed> values = items.values().stream()
                .map(item -> item instanceof YamlNode.Text text ? scalar(text) : null)
                .toList();
        if (values.contains(null)) {
            problems.add(items.place(), "a parameter is a value or a list of values");
            return null;
        }
        Set<ValueType> types =
                new LinkedHashSet<>(values.stream().map(Typed::type).toList());
        if (types.size() > 1) {
            problems.add(items.place(), "the values of a list have one type");
            return null;
        }
        return Typed.constant(
                values.stream().map(Typed::constantValue).toList(),
                ValueType.listOf(types.iterator().next()));
    }

    private Typed scalar(YamlNode.Text text) {
        String value = text.value();
        if (text.isNull()) {
            problems.add(text.place(), "a parameter has a value");
            return null;
        }
        Optional<Duration> duration = DurationText.parse(value);
        if (duration.isPresent()) {
            return Typed.constant(duration.get(), ValueType.DURATION);
        }
        if (text.plain() && WHOLE.matcher(value).matches()) {
            return Typed.constant(Long.parseLong(value), ValueType.INT);
        }
        if (text.plain() && NUMBER.matcher(value).matches()) {
            return Typed.constant(Double.parseDouble(value), ValueType.DOUBLE);
        }
        if (text.plain() && (value.equals("true") || value.equals("false"))) {
            return Typed.constant(value.equals("true"), ValueType.BOOL);
        }
        return Typed.constant(value, ValueType.STRING);
    }
}
