package org.medsentry.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medsentry.rules.Measure.Kind;
import org.medsentry.schemas.document.Level;

/** Reads what is special to files of count rules. */
final class CountReader {

    private static final int MOST_MEASURES = 12;
    private static final String EVERY_RECORD = "records";

    private final RuleParts parts;
    private final Problems problems;
    private final StringBuilder shape = new StringBuilder();
    private final StringBuilder meaning = new StringBuilder();
    private final List<Measure> measures = new ArrayList<>();
    private final List<Counter.Input> inputs = new ArrayList<>();
    private final Map<String, ValueType> types = new LinkedHashMap<>();

    CountReader(RuleParts parts) {
        this.parts = parts;
        this.problems = parts.problems();
    }

    /** Null if a problem has been added. */
    CountRule read(Rule.Head head, Each each) {
        Duration within = parts.file().duration("within", true);
        RuleKey key = parts.key();
        Optional<Expression> when = parts.conditionExpression(parts.file(), "when", false);
        Node groups = groups();
        measures(key != null && key.rollUp() != null);
        if (key == null) {
            return null;
        }
        shape.append(each.key()).append('\n').append(key.type()).append('\n').append(key.shape());
        meaning.append(head.stream().id()).append('\n').append(each.key()).append('\n');
        meaning.append(key.type()).append('\n').append(key.meaning()).append('\n');
        meaning.append(when.map(Expression::meaning).orElse("")).append('\n');

        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures()));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(true, title);
        parts.file().close();
        if (!problems.none()) {
            return null;
        }
        Counter counter = new Counter(
                "count-" + Meaning.digest(meaning.toString()),
                each,
                key,
                behind.scope().captures(),
                when.orElse(null),
                groups,
                inputs);
        Rule.Head complete = head.with(title.written(), behind.scope().slots());
        return new CountRule(complete, judgement, within, counter, measures, shape.toString());
    }

    private Node groups() {
        YamlNode.Text text = parts.file().text("groups", false);
        if (text == null) {
            return null;
        }
        Optional<Expression> groups = parts.compile(
                text, "'groups' is a text or a list of texts", ValueType.STRING, ValueType.listOf(ValueType.STRING));
        groups.ifPresent(expression -> {
            shape.append("groups ").append(parts.scope().meaning(expression)).append('\n');
            meaning.append("groups ").append(expression.meaning()).append('\n');
        });
        return groups.map(expression -> Words.plain(expression.typed()).node()).orElse(null);
    }

    private void measures(boolean rolledUp) {
        Section section = parts.file().section("measures", true, "'measures'");
        if (section == null) {
            return;
        }
        if (section.all().isEmpty() || section.all().size() > MOST_MEASURES) {
            problems.add(section.ownPlace(), "a rule has 1 to " + MOST_MEASURES + " measures");
        }
        section.all().forEach((name, entry) -> {
            if (!RuleParts.NAME.matcher(name).matches()) {
                problems.add(entry.keyPlace(), "a measure is named by one word");
            } else if (parts.scope().isTaken(name) || figures().containsKey(name)) {
                problems.add(entry.keyPlace(), "'" + name + "' has a meaning already");
            } else {
                Section measure = section.section(name, true, "a measure");
                if (measure != null) {
                    measure(name, measure, rolledUp);
                    measure.close();
                }
            }
            if (!types.containsKey(name)) {
                parts.scope().broken(name);
            }
        });
    }

    private void measure(String name, Section section, boolean rolledUp) {
        List<String> kinds = Kind.keys().stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            problems.add(section.ownPlace(), "a measure is one of " + String.join(", ", Kind.keys()));
            return;
        }
        Kind kind = Kind.valueOf(kinds.get(0).toUpperCase(Locale.ROOT));
        Level spread = null;
        Optional<Expression> value = Optional.empty();
        switch (kind) {
            case COUNT, EARLIEST, LATEST -> section.oneOf(kind.key(), true, List.of(EVERY_RECORD));
            case SPREAD -> {
                spread = section.oneOf(kind.key(), true, Level.class);
                if (!rolledUp) {
                    problems.add(section.ownPlace(), "only a rolled-up key has parts to spread over");
                }
            }
            case DISTINCT ->
                value = value(
                        section, kind, "what is told apart is a text or a number", ValueType.STRING, ValueType.INT);
            case SUM -> value = value(section, kind, "what is added up is a number", ValueType.INT, ValueType.DOUBLE);
        }
        Optional<Expression> when = parts.conditionExpression(section, "when", false);
        YamlNode.Text perText = section.text("per", false);
        Optional<Expression> per =
                perText == null ? Optional.empty() : parts.compile(perText, "'per' is a text", ValueType.STRING);
        if (per.isPresent() && kind != Kind.COUNT && kind != Kind.DISTINCT && kind != Kind.SUM) {
            problems.add(section.place("per"), "'per' goes with count, distinct and sum");
        }
        ValueType type = typeOf(kind, value);
        measures.add(new Measure(name, kind, spread, per.isPresent(), type == ValueType.INT));
        inputs.add(new Counter.Input(kind, node(value), node(when), node(per)));
        types.put(name, type);
        shape.append(name).append(' ').append(kind).append(' ').append(spread).append(' ');
        shape.append(value.map(parts.scope()::meaning).orElse("")).append(' ');
        shape.append(per.map(parts.scope()::meaning).orElse("")).append('\n');
        meaning.append(kind)
                .append(' ')
                .append(value.map(Expression::meaning).orElse(""))
                .append(" when ");
        meaning.append(when.map(Expression::meaning).orElse("")).append(" per ");
        meaning.append(per.map(Expression::meaning).orElse("")).append('\n');
    }

    private Optional<Expression> value(Section section, Kind kind, String wanted, ValueType... allowed) {
        YamlNode.Text text = section.text(kind.key(), true);
        return text == null ? Optional.empty() : parts.compile(text, wanted, allowed);
    }

    private static Node node(Optional<Expression> expression) {
        return expression.map(found -> Words.plain(found.typed()).node()).orElse(null);
    }

    private static ValueType typeOf(Kind kind, Optional<Expression> value) {
        return switch (kind) {
            case COUNT, DISTINCT, SPREAD -> ValueType.INT;
            case SUM -> value.map(Expression::type).orElse(ValueType.DOUBLE);
            case EARLIEST, LATEST -> ValueType.TIMESTAMP;
        };
    }

    private Map<String, Typed> figures() {
        Map<String, Typed> figures = new LinkedHashMap<>();
        figures.put("within", figure(CountRule.WITHIN, ValueType.DURATION));
        figures.put("firstEventAt", figure(CountRule.FIRST_EVENT_AT, ValueType.TIMESTAMP));
        figures.put("lastEventAt", figure(CountRule.LAST_EVENT_AT, ValueType.TIMESTAMP));
        figures.put("estimated", figure(CountRule.ESTIMATED, ValueType.BOOL));
        figures.put("group", figure(CountRule.GROUP, ValueType.STRING));
        figures.put("regionLevel", figure(CountRule.REGION_LEVEL, ValueType.enumOf(RegionLevel.class)));
        figures.putAll(place());
        for (int index = 0; index < measures.size(); index++) {
            String name = measures.get(index).name();
            figures.put(name, figure(CountRule.MEASURES + index, types.get(name)));
        }
        return figures;
    }

    static Typed figure(int index, ValueType type) {
        return new Typed(new Figure(index), type, 1);
    }

    /** The names of the key's region. */
    static Map<String, Typed> place() {
        return Map.of(
                "placeZh",
                new Typed(frame -> frame.region == null ? null : frame.region.nameZh(), ValueType.STRING, 1),
                "placeEn",
                new Typed(frame -> frame.region == null ? null : frame.region.nameEn(), ValueType.STRING, 1));
    }
}
