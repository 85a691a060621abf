package org.medsentry.rules;

import java.util.List;
import org.medsentry.rules.Measure.Kind;

/** What count rules ask of a record: whether and how it counts for each of their measures. */
final class Counter extends Watch {

    private final Expression when;
    private final Node condition;
    private final Node groups;
    private final List<Input> inputs;

    /**
     * What a measure takes from a record.
     *
     * @param value null for kinds that take no value
     * @param when null where every record counts that concerns the rule
     * @param per null where all records make one figure
     */
    record Input(Kind kind, Node value, Node when, Node per) {}

    /**
     * @param when null where every record of the stream concerns the rule
     * @param groups null where all records of a key are counted together
     */
    Counter(
            String id,
            Each each,
            RuleKey key,
            List<Capture> captures,
            Expression when,
            Node groups,
            List<Input> inputs) {
        super(id, each, key, captures);
        this.when = when;
        this.condition = when == null ? null : when.node();
        this.groups = groups;
        this.inputs = List.copyOf(inputs);
    }

    @Override
    List<EqualityTerm> terms() {
        return when == null ? List.of() : when.terms();
    }

    @Override
    Content content(Frame frame) {
        if (condition != null && condition.value(frame) != Boolean.TRUE) {
            return null;
        }
        List<String> names = null;
        if (groups != null) {
            names = texts(groups.value(frame));
            if (names.isEmpty()) {
                return null;
            }
        }
        Object[] values = new Object[2 * inputs.size() + (key().rollUp() == null ? 0 : 1)];
        boolean any = false;
        for (int index = 0; index < inputs.size(); index++) {
            Input input = inputs.get(index);
            if (input.when() != null && input.when().value(frame) != Boolean.TRUE) {
                continue;
            }
            Object per = input.per() == null ? null : input.per().value(frame);
            Object value = input.per() != null && per == null ? null : contribution(input, frame);
            values[2 * index] = value;
            values[2 * index + 1] = per == null ? null : Fingerprint.of(per.toString());
            any |= value != null;
        }
        if (!any) {
            return null;
        }
        if (key().rollUp() != null) {
            values[2 * inputs.size()] = key().rollUp().value(frame);
        }
        return new Content(0, values, names);
    }

    private static Object contribution(Input input, Frame frame) {
        return switch (input.kind()) {
            case COUNT, EARLIEST, LATEST -> Boolean.TRUE;
            case DISTINCT -> {
                Object value = input.value().value(frame);
                yield value == null ? null : (Object) Fingerprint.of(value.toString());
            }
            case SUM -> input.value().value(frame) instanceof Number number ? number.doubleValue() : null;
            case SPREAD -> null;
        };
    }

    boolean isGrouped() {
        return groups != null;
    }

    /** One text, or the different ones of a list. */
    private static List<String> texts(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).distinct().toList()
                : List.of(value.toString());
    }
}
