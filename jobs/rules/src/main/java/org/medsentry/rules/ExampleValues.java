package org.medsentry.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the values of an example the types that the contracts have for their fields, and says what does not fit. */
final class ExampleValues {

    private static final Pattern OFFSET = Pattern.compile("(-)?((?:\\d{1,9} ?[a-z]+)(?: \\d{1,9} ?[a-z]+)*)");
    private static final Pattern SPAN = Pattern.compile("\\d{1,9} ?[a-z]+");

    private final Problems problems;

    ExampleValues(Problems problems) {
        this.problems = problems;
    }

    Map<String, Object> fields(RecordType type, Map<String, YamlNode.Entry> entries, String what) {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            RecordField field = type.fields().get(name);
            if (field == null) {
                problems.add(
                        entry.keyPlace(),
                        "unknown field '" + name + "' of " + what
                                + Suggestion.of(name, type.fields().keySet()));
            } else if (entry.value() instanceof YamlNode.Text text && text.isNull()) {
                values.put(name, null);
            } else {
                value(field.type(), entry.value(), name).ifPresent(value -> values.put(name, value));
            }
        });
        return values;
    }

    private Optional<Object> value(ValueType type, YamlNode node, String name) {
        if (type.kind() == ValueType.Kind.LIST && node instanceof YamlNode.Items items) {
            List<Object> values = new ArrayList<>();
            items.values().forEach(item -> value(type.element(), item, name).ifPresent(values::add));
            return Optional.of(values);
        }
        if (type.kind() == ValueType.Kind.RECORD && node instanceof YamlNode.Entries entries) {
            return Optional.of(fields(type.record(), entries.values(), name));
        }
        Optional<Object> value = type.kind() == ValueType.Kind.TIMESTAMP
                ? time(node).map(Object.class::cast)
                : node instanceof YamlNode.Text text ? simple(type, text) : Optional.empty();
        if (value.isEmpty() && type.kind() != ValueType.Kind.TIMESTAMP) {
            problems.add(node.place(), "'" + name + "' is " + described(type));
        }
        return value;
    }

    private static Optional<Object> simple(ValueType type, YamlNode.Text text) {
        String value = text.value();
        try {
            return switch (type.kind()) {
                case BOOL ->
                    value.equals("true") || value.equals("false")
                            ? Optional.of(Boolean.valueOf(value))
                            : Optional.empty();
                case INT -> Optional.of(Long.valueOf(value));
                case DOUBLE -> Optional.of(Double.valueOf(value));
                case STRING -> Optional.of(value);
                case ENUM -> names(type).contains(value) ? Optional.of(value) : Optional.empty();
                case TIMESTAMP, DURATION, LIST, RECORD -> Optional.empty();
            };
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static List<String> names(ValueType type) {
        List<String> names = new ArrayList<>();
        for (Enum<?> constant : type.enumeration().getEnumConstants()) {
            names.add(constant.name());
        }
        return names;
    }

    private static String described(ValueType type) {
        return type.isEnum() ? "one of " + String.join(", ", names(type)) : type.described();
    }

    /** A moment: RFC 3339, or how long after the beginning of the example, as in {@code 72 h 1 s} or {@code -20 days}. */
    Optional<Instant> time(YamlNode node) {
        if (node instanceof YamlNode.Text text) {
            Optional<Instant> time = offset(text.value());
            if (time.isPresent()) {
                return time;
            }
            try {
                return Optional.of(OffsetDateTime.parse(text.value()).toInstant());
            } catch (DateTimeException noTime) {
                // said below
            }
        }
        problems.add(node.place(), "a time is written like 2025-03-03T08:00:00+08:00, or as an offset like 72 h 1 s");
        return Optional.empty();
    }

    private static Optional<Instant> offset(String text) {
        Matcher matcher = OFFSET.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher spans = SPAN.matcher(matcher.group(2));
        while (spans.find()) {
            Optional<Duration> span = DurationText.parse(spans.group());
            if (span.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(span.get());
        }
        return Optional.of(matcher.group(1) == null ? RuleExample.START.plus(sum) : RuleExample.START.minus(sum));
    }
}
