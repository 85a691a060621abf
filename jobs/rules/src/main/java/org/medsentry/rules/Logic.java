package org.medsentry.rules;

import java.util.Comparator;
import java.util.List;

/** Kleene's and, or, not and choice over compiled conditions. */
final class Logic {

    private Logic() {}

    /** False as soon as one term is false, whatever the others lack; terms are asked cheapest first. */
    static Typed and(List<Typed> terms) {
        Node[] nodes = cheapestFirst(terms);
        return new Typed(
                frame -> {
                    Boolean result = Boolean.TRUE;
                    for (Node node : nodes) {
                        Object value = node.value(frame);
                        if (value == Boolean.FALSE) {
                            return Boolean.FALSE;
                        }
                        if (value == null) {
                            result = null;
                        }
                    }
                    return result;
                },
                ValueType.BOOL,
                cost(terms));
    }

    /** True as soon as one term is true, whatever the others lack. */
    static Typed or(List<Typed> terms) {
        return new Typed(new Either(List.of(cheapestFirst(terms))), ValueType.BOOL, cost(terms));
    }

    /** Terms of which one is enough. */
    record Either(List<Node> terms) implements Node {

        @Override
        public Object value(Frame frame) {
            Boolean result = Boolean.FALSE;
            for (int index = 0; index < terms.size(); index++) {
                Object value = terms.get(index).value(frame);
                if (value == Boolean.TRUE) {
                    return Boolean.TRUE;
                }
                if (value == null) {
                    result = null;
                }
            }
            return result;
        }
    }

    static Typed not(Typed term) {
        Node node = term.node();
        return new Typed(
                frame -> {
                    Object value = node.value(frame);
                    return value == null ? null : value == Boolean.FALSE;
                },
                ValueType.BOOL,
                term.cost() + 1);
    }

    /** CEL's internal question whether a loop may go on: only a false answer stops it. */
    static Typed notStrictlyFalse(Typed term) {
        Node node = term.node();
        return new Typed(frame -> node.value(frame) != Boolean.FALSE, ValueType.BOOL, term.cost() + 1);
    }

    static Typed choice(Typed condition, Typed then, Typed otherwise) {
        Node question = condition.node();
        Node yes = then.node();
        Node no = otherwise.node();
        return new Typed(
                frame -> {
                    Object answer = question.value(frame);
                    if (answer == null) {
                        return null;
                    }
                    return answer == Boolean.TRUE ? yes.value(frame) : no.value(frame);
                },
                then.type(),
                condition.cost() + Math.max(then.cost(), otherwise.cost()) + 1);
    }

    private static Node[] cheapestFirst(List<Typed> terms) {
        return terms.stream()
                .sorted(Comparator.comparingInt(Typed::cost))
                .map(Typed::node)
                .toArray(Node[]::new);
    }

    private static int cost(List<Typed> terms) {
        return terms.stream().mapToInt(Typed::cost).sum() + 1;
    }
}
