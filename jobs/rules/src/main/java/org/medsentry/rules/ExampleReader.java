package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/** Reads the examples of a rule file and holds their fields against the types of the contracts. */
final class ExampleReader {

    private static final int MOST_EXAMPLES = 50;
    private static final int MOST_EVENTS = 3000;
    private static final int MOST_IN_A_ROW = 500;
    private static final int MOST_PER_DAY = 1000;
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final String NOTHING = "nothing";

    private final RuleStream stream;
    private final Problems problems;
    private final ExampleValues values;

    private ExampleReader(RuleStream stream, Problems problems) {
        this.stream = stream;
        this.problems = problems;
        this.values = new ExampleValues(problems);
    }

    static List<RuleExample> read(Section file, RuleStream stream, Problems problems) {
        ExampleReader reader = new ExampleReader(stream, problems);
        List<RuleExample> examples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        file.sections("examples", false, "an example", section -> {
            RuleExample example = reader.example(section);
            if (!names.add(example.name())) {
                problems.add(section.place("name"), "another example is named '" + example.name() + "' already");
            }
            examples.add(example);
        });
        if (examples.size() > MOST_EXAMPLES) {
            problems.add(file.place("examples"), "at most " + MOST_EXAMPLES + " examples");
        }
        return examples;
    }

    private RuleExample example(Section section) {
        YamlNode.Text name = section.text("name", true);
        List<RuleExample.Expected> raises = raises(section);
        YamlNode.Text until = section.text("until", false);
        List<RuleExample.Event> events = events(section);
        return new RuleExample(
                name == null ? "" : name.value(),
                section.ownPlace().line(),
                raises,
                until == null
                        ? null
                        : Duration.between(RuleExample.START, values.time(until).orElse(RuleExample.START)),
                events);
    }

    private List<RuleExample.Expected> raises(Section section) {
        YamlNode node = section.value("raises", true);
        if (node instanceof YamlNode.Items items && !items.values().isEmpty()) {
            return items.values().stream().map(this::expected).toList();
        }
        if (node instanceof YamlNode.Text text && text.value().equals(NOTHING)) {
            return List.of();
        }
        return node == null ? List.of() : List.of(expected(node));
    }

    private RuleExample.Expected expected(YamlNode node) {
        if (!(node instanceof YamlNode.Entries entries)) {
            problems.add(node.place(), "'raises' is '" + NOTHING + "', a map, or a list of maps");
            return new RuleExample.Expected(null, null, null, null);
        }
        Section section = new Section(entries, entries.place(), "'raises'", problems);
        YamlNode.Text rule = section.text("rule", false);
        Level level = section.oneOf("level", false, Level.class);
        YamlNode.Text key = section.text("key", false);
        List<String> evidence = section.has("evidence") ? evidence(section) : null;
        section.close();
        return new RuleExample.Expected(
                rule == null ? null : rule.value(), level, key == null ? null : key.value(), evidence);
    }

    private List<String> evidence(Section section) {
        List<String> ids = new ArrayList<>();
        for (YamlNode node : section.items("evidence", true)) {
            if (node instanceof YamlNode.Text text) {
                ids.add(text.value());
            } else {
                problems.add(node.place(), "'evidence' lists event ids");
            }
        }
        return ids;
    }

    private List<RuleExample.Event> events(Section section) {
        List<YamlNode> nodes = section.items("events", true);
        List<RuleExample.Event> events = new ArrayList<>();
        Instant before = RuleExample.START;
        for (YamlNode node : nodes) {
            if (node instanceof YamlNode.Entries entries) {
                List<RuleExample.Event> read = repeated(entries, before);
                before = read.get(read.size() - 1).at();
                events.addAll(read);
            } else {
                problems.add(node.place(), "an event is a map");
            }
        }
        if (events.size() > MOST_EVENTS) {
            problems.add(section.place("events"), "at most " + MOST_EVENTS + " events");
        }
        return events;
    }

    /** An event, or a row of events that differ in time and in the number that stands for # in their texts. */
    private List<RuleExample.Event> repeated(YamlNode.Entries entries, Instant before) {
        Map<String, YamlNode.Entry> fields = new LinkedHashMap<>(entries.values());
        YamlNode.Entry repeat = fields.remove("repeat");
        YamlNode.Entry every = fields.remove("every");
        YamlNode.Entry perDay = fields.remove("perDay");
        Section section = new Section(entries, entries.place(), "an event", problems);
        RuleExample.Event first = event(new YamlNode.Entries(entries.place(), fields), before);
        if (perDay != null) {
            if (repeat != null || every != null) {
                problems.add(perDay.keyPlace(), "'perDay' stands without 'repeat' and 'every'");
            }
            return daily(section, first);
        }
        if (repeat == null) {
            if (every != null) {
                problems.add(every.keyPlace(), "'every' goes with 'repeat'");
            }
            return List.of(first);
        }
        Integer times = section.integer("repeat", true, 1, MOST_IN_A_ROW);
        Duration gap = every == null ? Duration.ZERO : section.duration("every", true);
        List<RuleExample.Event> events = new ArrayList<>();
        for (int number = 1; number <= (times == null ? 1 : times); number++) {
            events.add(first.numbered(number, (gap == null ? Duration.ZERO : gap).multipliedBy(number - 1)));
        }
        return events;
    }

    /** Days of so many events each, spread over twelve hours from the time of the first: a history in one line. */
    private List<RuleExample.Event> daily(Section section, RuleExample.Event first) {
        List<RuleExample.Event> events = new ArrayList<>();
        int day = 0;
        for (YamlNode node : section.items("perDay", true)) {
            int count = count(node);
            for (int index = 0; index < count; index++) {
                Duration later =
                        Duration.ofDays(day).plus(HALF_A_DAY.multipliedBy(index).dividedBy(count));
                events.add(first.numbered(events.size() + 1, later));
            }
            day++;
        }
        return events.isEmpty() ? List.of(first) : events;
    }

    private int count(YamlNode node) {
        if (node instanceof YamlNode.Text text && text.value().matches("\\d{1,4}")) {
            int count = Integer.parseInt(text.value());
            if (count <= MOST_PER_DAY) {
                return count;
            }
        }
        problems.add(node.place(), "'perDay' lists whole numbers, how many on each day, at most " + MOST_PER_DAY);
        return 0;
    }

    /** @param before when the event before it happened, which holds for it too if it names no time */
    private RuleExample.Event event(YamlNode.Entries entries, Instant before) {
        Map<String, YamlNode.Entry> fields = new HashMap<>(entries.values());
        YamlNode.Entry at = fields.remove("at");
        Map<String, Object> signal = part(fields, "signal", Signal.class, stream.isDerived());
        boolean sells = stream == RuleStream.PURCHASE_REGISTRATIONS || stream == RuleStream.ONLINE_SALES;
        Map<String, Object> product = part(fields, "product", Product.class, stream != RuleStream.SIGNALS);
        Map<String, Object> recall = part(fields, "recall", Recall.class, sells);
        Map<String, Object> licence = part(fields, "licence", Licence.class, stream == RuleStream.ONLINE_SALES);
        Class<?> type = record();
        Map<String, Object> read = Map.of();
        if (signal == null && type != null) {
            read = values.fields(RecordType.of(type), fields, type.getSimpleName());
        } else if (!fields.isEmpty()) {
            fields.forEach(
                    (name, entry) -> problems.add(entry.keyPlace(), "unknown key '" + name + "' beside 'signal'"));
        }
        return new RuleExample.Event(
                entries.place().line(), at == null ? before : time(at, before), read, signal, product, recall, licence);
    }

    private Instant time(YamlNode.Entry at, Instant before) {
        return values.time(at.value()).orElse(before);
    }

    private Class<?> record() {
        return switch (stream) {
            case PURCHASE_REGISTRATIONS -> PurchaseRegistration.class;
            case ADVERSE_REACTIONS -> AdverseReaction.class;
            case ONLINE_SALES -> OnlineSale.class;
            case SIGHTINGS -> Sighting.class;
            case SIGNALS -> null;
        };
    }

    /** What goes with the record but is no field of it; null where it is not there. */
    private Map<String, Object> part(Map<String, YamlNode.Entry> fields, String name, Class<?> type, boolean exists) {
        if (!exists || !fields.containsKey(name)) {
            return null;
        }
        YamlNode.Entry entry = fields.remove(name);
        if (entry.value() instanceof YamlNode.Entries inner) {
            return values.fields(RecordType.of(type), inner.values(), name);
        }
        problems.add(entry.value().place(), "'" + name + "' is a map");
        return null;
    }
}
