package org.medsentry.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One map of a rule file while it is being read: remembers which keys were asked for, so that the others can be named as
 * mistakes at the end, and says what is missing or of the wrong form.
 */
final class Section {

    private final YamlNode.Entries entries;
    private final Place ownPlace;
    private final String what;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param ownPlace where to say that something is missing
     * @param what names the map in messages, for instance "a step"
     */
    Section(YamlNode.Entries entries, Place ownPlace, String what, Problems problems) {
        this.entries = entries;
        this.ownPlace = ownPlace;
        this.what = what;
        this.problems = problems;
    }

    boolean has(String key) {
        known.add(key);
        return entries.values().containsKey(key);
    }

    Place place(String key) {
        YamlNode.Entry entry = entries.values().get(key);
        return entry == null ? ownPlace : entry.value().place();
    }

    /** The text under a key, or null (then a problem has been added if it is required). */
    YamlNode.Text text(String key, boolean required) {
        YamlNode node = node(key, required);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Text text) {
            return text;
        }
        problems.add(
                node.place(), "'" + key + "' is a text, not a " + (node instanceof YamlNode.Items ? "list" : "map"));
        return null;
    }

    Integer integer(String key, boolean required, int least, int most) {
        YamlNode.Text text = text(key, required);
        if (text == null) {
            return null;
        }
        try {
            int value = Integer.parseInt(text.value());
            if (text.plain() && value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        problems.add(text.place(), "'" + key + "' is a whole number from " + least + " to " + most);
        return null;
    }

    /** A number as it stands in the file; null if a problem has been added. */
    Double number(String key) {
        YamlNode.Text text = text(key, true);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.value());
            if (text.plain() && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        problems.add(text.place(), "'" + key + "' is a number");
        return null;
    }

    /** A span of time, as in {@code 72 h}; more than nothing. */
    Duration duration(String key, boolean required) {
        YamlNode.Text text = text(key, required);
        if (text == null) {
            return null;
        }
        Optional<Duration> duration = DurationText.parse(text.value());
        if (duration.isEmpty() || duration.get().isZero() || duration.get().isNegative()) {
            problems.add(text.place(), "'" + key + "' is a duration, as in 90 min, 72 h or 15 days");
            return null;
        }
        return duration.get();
    }

    <E extends Enum<E>> E oneOf(String key, boolean required, Class<E> type) {
        YamlNode.Text text = text(key, required);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.value())) {
                return constant;
            }
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        problems.add(
                text.place(), "'" + key + "' is one of " + String.join(", ", names) + ", not '" + text.value() + "'");
        return null;
    }

    /** One of the lower-case names given, or null. */
    String oneOf(String key, boolean required, List<String> names) {
        YamlNode.Text text = text(key, required);
        if (text == null || names.contains(text.value())) {
            return text == null ? null : text.value();
        }
        problems.add(
                text.place(), "'" + key + "' is one of " + String.join(", ", names) + ", not '" + text.value() + "'");
        return null;
    }

    Section section(String key, boolean required, String innerWhat) {
        YamlNode node = node(key, required);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Entries inner) {
            return new Section(inner, entries.values().get(key).keyPlace(), innerWhat, problems);
        }
        problems.add(node.place(), "'" + key + "' is a map");
        return null;
    }

    /** The list under a key; a single value that is no list is a mistake. */
    List<YamlNode> items(String key, boolean required) {
        YamlNode node = node(key, required);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Items items)) {
            problems.add(node.place(), "'" + key + "' is a list");
            return List.of();
        }
        if (items.values().isEmpty()) {
            problems.add(node.place(), "'" + key + "' must not be empty");
        }
        return items.values();
    }

    /** The maps of a list; what is no map is a mistake. */
    void sections(String key, boolean required, String innerWhat, Consumer<Section> reader) {
        for (YamlNode node : items(key, required)) {
            if (node instanceof YamlNode.Entries inner) {
                Section section = new Section(inner, inner.place(), innerWhat, problems);
                reader.accept(section);
                section.close();
            } else {
                problems.add(node.place(), innerWhat + " is a map");
            }
        }
    }

    /** All entries, for a map whose keys the author chooses. */
    Map<String, YamlNode.Entry> all() {
        known.addAll(entries.values().keySet());
        return entries.values();
    }

    Place ownPlace() {
        return ownPlace;
    }

    /** Names every key that nobody asked for. */
    void close() {
        entries.values().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.keyPlace(), "unknown key '" + key + "' in " + what + Suggestion.of(key, known));
            }
        });
    }

    /** Whatever stands under a key, or null (then a problem has been added if it is required). */
    YamlNode value(String key, boolean required) {
        return node(key, required);
    }

    private YamlNode node(String key, boolean required) {
        known.add(key);
        YamlNode.Entry entry = entries.values().get(key);
        if (entry == null) {
            if (required) {
                problems.add(ownPlace, what + " needs '" + key + "'");
            }
            return null;
        }
        if (entry.value() instanceof YamlNode.Text text && text.isNull()) {
            problems.add(entry.keyPlace(), "'" + key + "' has no value");
            return null;
        }
        return entry.value();
    }
}
