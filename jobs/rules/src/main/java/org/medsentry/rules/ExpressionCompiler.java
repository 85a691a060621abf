package org.medsentry.rules;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Turns CEL's checked tree into closures over typed values: no map is built, no name looked up and no method found by
 * reflection while a record is judged. What is too rare to be compiled is called through cel-java, argument by argument.
 * On the way it finds what CEL's checker cannot know, first of all words that are no value of an enum.
 */
final class ExpressionCompiler {

    private static final int MOST_NESTED_FOLDS = 2;
    private static final int INTERPRETED_COST = 300;
    private static final int PATTERN_COST = 60;
    private static final int USUAL_LIST = 8;
    private static final int MOST_STEPS = 20_000;

    private final CelAbstractSyntaxTree ast;
    private final Map<String, Typed> names;
    private final Map<String, Typed> parameters;
    private final BiConsumer<Long, String> problem;
    private final Hoisting hoisting;
    private boolean hoisted;
    private final Map<String, Typed> locals = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private int slots;
    private int folds;

    /** Thrown once a problem has been told, to leave the tree. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }

    /** @param hoisting null where the expression is evaluated where the record is */
    ExpressionCompiler(
            CelAbstractSyntaxTree ast,
            Map<String, Typed> names,
            Map<String, Typed> parameters,
            int firstSlot,
            Hoisting hoisting,
            BiConsumer<Long, String> problem) {
        this.ast = ast;
        this.names = names;
        this.parameters = parameters;
        this.slots = firstSlot;
        this.hoisting = hoisting;
        this.problem = problem;
    }

    /** @return null if a problem has been told */
    Typed compile() {
        try {
            Typed compiled = compile(ast.getExpr());
            if (compiled.cost() > MOST_STEPS) {
                throw refuse(ast.getExpr(), "this takes too many steps to be asked of every record");
            }
            return compiled;
        } catch (Refused told) {
            return null;
        }
    }

    /** A part of what has been compiled, by itself. */
    Typed part(CelExpr expression) {
        return compile(expression);
    }

    /** A part that looks at the record alone, as it is asked where the record is. */
    Typed ofRecord(CelExpr expression) {
        hoisted = true;
        Typed compiled = compileHere(expression);
        hoisted = false;
        return compiled;
    }

    int slots() {
        return slots;
    }

    Set<String> used() {
        return used;
    }

    private Typed compile(CelExpr expression) {
        if (hoisting == null || hoisted) {
            return compileHere(expression);
        }
        if (!hoisting.isOfRecordAlone(expression, locals.keySet())) {
            Optional<StepQuestion> question = StepQuestion.of(expression, this::isStep);
            return question.isPresent() ? ofStep(expression, question.get()) : compileHere(expression);
        }
        hoisted = true;
        Typed compiled = compileHere(expression);
        hoisted = false;
        if (compiled.isConstant()) {
            return compiled;
        }
        return Hoisting.canTravel(compiled.type()) ? hoisting.capture(expression, compiled) : compileHere(expression);
    }

    private boolean isStep(CelExpr expression) {
        return ast.getType(expression.id())
                .filter(type -> type.kind() == CelKind.STRUCT)
                .flatMap(type -> RecordType.named(type.name()))
                .map(RecordType::isStep)
                .orElse(false);
    }

    /** The answer that was found where the record was and has been kept with it. */
    private Typed ofStep(CelExpr expression, StepQuestion question) {
        Node record = compile(question.record()).node();
        Map<String, Typed> around = new HashMap<>(locals);
        locals.clear();
        hoisted = true;
        Typed asked = compileHere(question.asked());
        hoisted = false;
        locals.putAll(around);
        if (!Hoisting.canTravel(asked.type())) {
            throw refuse(expression, "a whole record is not kept with a step, name a field of it");
        }
        long id = hoisting.require(question.asked(), asked);
        boolean presence = question.asked().getKind() == CelExpr.ExprKind.Kind.SELECT
                && question.asked().select().testOnly();
        Object none = presence ? Boolean.FALSE : null;
        return new Typed(
                frame -> {
                    Captures taken = (Captures) record.value(frame);
                    return taken == null ? none : taken.value(id);
                },
                asked.type(),
                1);
    }

    /**
     * The terms of a condition that must all hold, parted.
     *
     * @param own those that look at the record alone, to be asked where it is; null where there are none
     * @param rest the others; null where there are none
     */
    record Parted(Typed own, Typed rest) {}

    /** @return null if a problem has been told */
    Parted compileParted() {
        try {
            List<Typed> own = new ArrayList<>();
            List<Typed> rest = new ArrayList<>();
            part(ast.getExpr(), own, rest);
            Parted parted = new Parted(all(own), all(rest));
            if (cost(parted.own()) + cost(parted.rest()) > MOST_STEPS) {
                throw refuse(ast.getExpr(), "this takes too many steps to be asked of every record");
            }
            return parted;
        } catch (Refused told) {
            return null;
        }
    }

    private void part(CelExpr term, List<Typed> own, List<Typed> rest) {
        boolean both = term.getKind() == CelExpr.ExprKind.Kind.CALL
                && term.call().function().equals("_&&_");
        if (both) {
            term.call().args().forEach(argument -> part(argument, own, rest));
        } else if (hoisting.isOfRecordAlone(term, locals.keySet())) {
            own.add(ofRecord(term));
        } else {
            Typed compiled = compile(term);
            (compiled.isConstant() ? own : rest).add(compiled);
        }
    }

    private static Typed all(List<Typed> terms) {
        for (Typed term : terms) {
            if (term.isConstant() && term.constantValue() == Boolean.FALSE) {
                return term;
            }
        }
        List<Typed> open = terms.stream().filter(term -> !term.isConstant()).toList();
        return open.size() == 1 ? open.get(0) : open.isEmpty() ? null : Logic.and(open);
    }

    private static int cost(Typed typed) {
        return typed == null ? 0 : typed.cost();
    }

    private Typed compileHere(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression);
            case IDENT -> name(expression);
            case SELECT -> expression.select().testOnly() ? presence(expression) : field(expression);
            case CALL -> call(expression);
            case LIST -> list(expression);
            case COMPREHENSION -> fold(expression);
            case MAP -> throw refuse(expression, "maps are not part of the rule language");
            case STRUCT, NOT_SET -> throw refuse(expression, "records cannot be made in a rule");
        };
    }

    private Typed constant(CelExpr expression) {
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> Typed.constant(constant.booleanValue(), ValueType.BOOL);
            case INT64_VALUE -> Typed.constant(constant.int64Value(), ValueType.INT);
            case DOUBLE_VALUE -> Typed.constant(constant.doubleValue(), ValueType.DOUBLE);
            case STRING_VALUE -> Typed.constant(constant.stringValue(), ValueType.STRING);
            case NULL_VALUE -> throw refuse(expression, "nothing is ever null, ask has(...)");
            default -> throw refuse(expression, "unsigned numbers and bytes are not part of the rule language");
        };
    }

    private Typed name(CelExpr expression) {
        String name = expression.ident().name();
        Typed local = locals.get(name);
        if (local != null) {
            return local;
        }
        Typed known = names.get(name);
        if (known == null) {
            String message =
                    name.equals(ExpressionScope.PARAMETERS) ? "name one of the parameters" : "no value: " + name;
            throw refuse(expression, message);
        }
        if (hoisting != null && !hoisted && hoisting.looksAtRecord(name)) {
            throw refuse(expression, "a whole record is not known any more where figures of several records are");
        }
        used.add(name);
        return known;
    }

    private Typed field(CelExpr expression) {
        if (isParameters(expression.select().operand())) {
            return parameters.get(expression.select().field());
        }
        Typed operand = compile(expression.select().operand());
        RecordField field =
                operand.type().record().fields().get(expression.select().field());
        Node record = operand.node();
        var getter = field.getter();
        return new Typed(
                frame -> {
                    Object holder = record.value(frame);
                    return holder == null ? null : getter.apply(holder);
                },
                field.type(),
                operand.cost() + 1);
    }

    private Typed presence(CelExpr expression) {
        if (isParameters(expression.select().operand())) {
            return Typed.constant(true, ValueType.BOOL);
        }
        Typed operand = compile(expression.select().operand());
        if (operand.type().isStep()) {
            Node taken = operand.node();
            return new Typed(frame -> taken.value(frame) != null, ValueType.BOOL, operand.cost() + 1);
        }
        RecordField field =
                operand.type().record().fields().get(expression.select().field());
        if (field.type().kind() == ValueType.Kind.LIST) {
            throw refuse(expression, "a list is never missing, only empty: ask size(...) > 0");
        }
        Node record = operand.node();
        var getter = field.getter();
        boolean named = expression.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT;
        return new Typed(
                frame -> {
                    Object holder = record.value(frame);
                    if (holder == null) {
                        return named ? Boolean.FALSE : null;
                    }
                    return getter.apply(holder) != null;
                },
                ValueType.BOOL,
                operand.cost() + 1);
    }

    private Typed list(CelExpr expression) {
        List<Typed> elements = expression.list().elements().stream()
                .map(this::compile)
                .map(Words::plain)
                .toList();
        ValueType type = typeOf(expression);
        if (elements.stream().allMatch(Typed::isConstant)) {
            return Typed.constant(elements.stream().map(Typed::constantValue).toList(), type);
        }
        int cost = elements.stream().mapToInt(Typed::cost).sum();
        return new Typed(Operator.list(elements), type, cost + elements.size());
    }

    private Typed fold(CelExpr expression) {
        if (++folds > MOST_NESTED_FOLDS) {
            throw refuse(expression, "list macros nest at most " + MOST_NESTED_FOLDS + " deep");
        }
        CelExpr.CelComprehension comprehension = expression.comprehension();
        Typed range = compile(comprehension.iterRange());
        Typed initial = compile(comprehension.accuInit());
        int elementSlot = slots++;
        int resultSlot = slots++;
        Typed outerElement =
                declare(comprehension.iterVar(), elementSlot, range.type().element());
        Typed outerResult =
                declare(comprehension.accuVar(), resultSlot, initial.type().plain());
        Typed goOn = compile(comprehension.loopCondition());
        Typed step = Words.plain(compile(comprehension.loopStep()));
        locals.remove(comprehension.iterVar());
        Typed result = compile(comprehension.result());
        restore(comprehension.iterVar(), outerElement);
        restore(comprehension.accuVar(), outerResult);
        folds--;
        Node node = new Fold(
                range.node(), elementSlot, resultSlot, initial.node(), goOn.node(), step.node(), result.node());
        int rounds = range.isConstant() ? ((List<?>) range.constantValue()).size() : USUAL_LIST;
        int cost = range.cost() + rounds * (goOn.cost() + step.cost() + 2);
        return new Typed(node, result.type(), cost);
    }

    private Typed declare(String name, int slot, ValueType type) {
        return locals.put(name, new Typed(frame -> frame.locals[slot], type, 1));
    }

    private void restore(String name, Typed outer) {
        if (outer == null) {
            locals.remove(name);
        } else {
            locals.put(name, outer);
        }
    }

    private Typed call(CelExpr expression) {
        String function = expression.call().function();
        switch (function) {
            case "_&&_" -> {
                return Logic.and(terms(expression, function, new ArrayList<>()));
            }
            case "_||_" -> {
                return Logic.or(terms(expression, function, new ArrayList<>()));
            }
            case "_?_:_" -> {
                return choice(expression);
            }
            case "@not_strictly_false" -> {
                return Logic.notStrictlyFalse(compile(expression.call().args().get(0)));
            }
            default -> {
                return folded(expression, strict(expression, function, arguments(expression)));
            }
        }
    }

    private List<Typed> terms(CelExpr expression, String function, List<Typed> terms) {
        for (CelExpr argument : expression.call().args()) {
            if (argument.getKind() == CelExpr.ExprKind.Kind.CALL
                    && argument.call().function().equals(function)) {
                terms(argument, function, terms);
            } else {
                terms.add(compile(argument));
            }
        }
        return terms;
    }

    private Typed choice(CelExpr expression) {
        Typed condition = compile(expression.call().args().get(0));
        Typed then = compile(expression.call().args().get(1));
        Typed otherwise = compile(expression.call().args().get(2));
        if (then.type().equals(otherwise.type())) {
            return Logic.choice(condition, then, otherwise);
        }
        return Logic.choice(condition, Words.plain(then), Words.plain(otherwise));
    }

    private List<Typed> arguments(CelExpr expression) {
        List<Typed> arguments = new ArrayList<>();
        expression.call().target().ifPresent(target -> arguments.add(compile(target)));
        expression.call().args().forEach(argument -> arguments.add(compile(argument)));
        return arguments;
    }

    private Typed strict(CelExpr expression, String function, List<Typed> arguments) {
        Comparison comparison = Comparison.of(function);
        if (comparison != null) {
            return comparison.compile(Words.plain(arguments.get(0)), Words.plain(arguments.get(1)));
        }
        Arithmetic arithmetic = Arithmetic.of(function);
        if (arithmetic != null) {
            return arithmetic.compile(Words.plain(arguments.get(0)), Words.plain(arguments.get(1)), typeOf(expression));
        }
        return switch (function) {
            case "!_" -> Logic.not(arguments.get(0));
            case "-_" -> Arithmetic.negate(arguments.get(0));
            case "_==_" -> equality(expression, arguments.get(0), arguments.get(1), true);
            case "_!=_" -> equality(expression, arguments.get(0), arguments.get(1), false);
            case "@in" -> membership(expression, arguments.get(0), arguments.get(1));
            case "_[_]" -> element(arguments.get(0), arguments.get(1));
            case "size" -> size(arguments.get(0));
            case "contains", "startsWith", "endsWith", "matches" ->
                text(expression, function, Words.plain(arguments.get(0)), Words.plain(arguments.get(1)));
            case CelDialect.HOURS ->
                Operator.unary(
                        arguments.get(0), ValueType.DOUBLE, (value, none, frame) -> CelDialect.hours((Duration) value));
            case CelDialect.DAYS ->
                Operator.unary(
                        arguments.get(0), ValueType.DOUBLE, (value, none, frame) -> CelDialect.days((Duration) value));
            case CelDialect.COUNTY ->
                Operator.unary(
                        Words.plain(arguments.get(0)),
                        ValueType.STRING,
                        (value, none, frame) -> CelDialect.county((String) value));
            case "double" ->
                arguments.get(0).type().kind() == ValueType.Kind.INT
                        ? Operator.unary(
                                arguments.get(0),
                                ValueType.DOUBLE,
                                (value, none, frame) -> ((Long) value).doubleValue())
                        : interpreted(expression, arguments);
            default -> interpreted(expression, arguments);
        };
    }

    private Typed equality(CelExpr expression, Typed left, Typed right, boolean equal) {
        if (left.type().isEnum() && right.type().isEnum()) {
            if (left.type().equals(right.type())) {
                return Comparison.equal(left, right, equal);
            }
            throw refuse(expression, "these two never have a value in common");
        }
        if (left.type().isEnum() && right.isConstant()) {
            return Comparison.equal(left, word(argument(expression, 1), right, left.type()), equal);
        }
        if (right.type().isEnum() && left.isConstant()) {
            return Comparison.equal(right, word(argument(expression, 0), left, right.type()), equal);
        }
        Typed first = Words.plain(left);
        Typed second = Words.plain(right);
        return switch (first.type().kind()) {
            case RECORD -> throw refuse(expression, "whole records are not compared, compare a field");
            case LIST -> interpreted(expression, List.of(first, second));
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION, ENUM -> Comparison.equal(first, second, equal);
        };
    }

    private Typed membership(CelExpr expression, Typed element, Typed list) {
        if (element.type().isEnum() && list.isConstant() && !list.type().isListOfEnum()) {
            return contains(element, words(argument(expression, 1), (List<?>) list.constantValue(), element.type()));
        }
        if (list.type().isListOfEnum() && element.isConstant()) {
            return contains(word(argument(expression, 0), element, list.type().element()), list);
        }
        if (list.type().isListOfEnum() && element.type().equals(list.type().element())) {
            return contains(element, list);
        }
        Typed plainElement = Words.plain(element);
        return switch (plainElement.type().kind()) {
            case STRING, INT, BOOL, TIMESTAMP, DURATION -> contains(plainElement, Words.plain(list));
            case RECORD -> throw refuse(expression, "whole records are not compared, use exists(...)");
            case DOUBLE, LIST, ENUM -> interpreted(expression, List.of(plainElement, Words.plain(list)));
        };
    }

    private static Typed contains(Typed element, Typed list) {
        if (list.isConstant()) {
            Set<Object> constants = new LinkedHashSet<>((List<?>) list.constantValue());
            return Operator.unary(element, ValueType.BOOL, (value, none, frame) -> constants.contains(value));
        }
        return Operator.binary(
                list, element, ValueType.BOOL, (values, value, frame) -> ((List<?>) values).contains(value));
    }

    private Typed words(CelExpr expression, List<?> words, ValueType type) {
        List<Object> constants = new ArrayList<>();
        for (int index = 0; index < words.size(); index++) {
            boolean written = expression.getKind() == CelExpr.ExprKind.Kind.LIST;
            CelExpr place = written ? expression.list().elements().get(index) : expression;
            constants.add(word(place, Typed.constant(words.get(index), ValueType.STRING), type)
                    .constantValue());
        }
        return Typed.constant(List.copyOf(constants), ValueType.listOf(type));
    }

    private Typed word(CelExpr expression, Typed constant, ValueType type) {
        String word = (String) constant.constantValue();
        Enum<?> value = Words.constant(type.enumeration(), word);
        if (value == null) {
            List<String> all = Words.names(type.enumeration());
            String known = Suggestion.of(word, all);
            throw refuse(
                    expression,
                    "'" + word + "' is none of its values" + (known.isEmpty() ? ": " + String.join(", ", all) : known));
        }
        return Typed.constant(value, type);
    }

    private static Typed element(Typed list, Typed index) {
        return Operator.binary(list, index, list.type().element(), (values, position, frame) -> {
            List<?> elements = (List<?>) values;
            long at = (Long) position;
            return at < 0 || at >= elements.size()
                    ? frame.fault("no element " + at + " in a list of " + elements.size())
                    : elements.get((int) at);
        });
    }

    private static Typed size(Typed argument) {
        if (argument.type().kind() == ValueType.Kind.LIST) {
            return Operator.unary(argument, ValueType.INT, (value, none, frame) -> (long) ((List<?>) value).size());
        }
        return Operator.unary(Words.plain(argument), ValueType.INT, (value, none, frame) -> {
            String text = (String) value;
            return (long) text.codePointCount(0, text.length());
        });
    }

    private Typed text(CelExpr expression, String function, Typed text, Typed argument) {
        return switch (function) {
            case "contains" ->
                Operator.binary(
                        text,
                        argument,
                        ValueType.BOOL,
                        (left, right, frame) -> ((String) left).contains((String) right));
            case "startsWith" ->
                Operator.binary(
                        text,
                        argument,
                        ValueType.BOOL,
                        (left, right, frame) -> ((String) left).startsWith((String) right));
            case "endsWith" ->
                Operator.binary(
                        text,
                        argument,
                        ValueType.BOOL,
                        (left, right, frame) -> ((String) left).endsWith((String) right));
            default ->
                argument.isConstant()
                        ? matches(expression, text, argument)
                        : interpreted(expression, List.of(text, argument));
        };
    }

    /** RE2 takes time linear in the text, whatever the pattern: no rule can be made to hang. */
    private Typed matches(CelExpr expression, Typed text, Typed regex) {
        try {
            Pattern pattern = Pattern.compile((String) regex.constantValue());
            Typed matched = Operator.unary(
                    text,
                    ValueType.BOOL,
                    (value, none, frame) -> pattern.matcher((String) value).find());
            return new Typed(matched.node(), matched.type(), matched.cost() + PATTERN_COST);
        } catch (com.google.re2j.PatternSyntaxException malformed) {
            throw refuse(expression, "no regular expression: " + malformed.getMessage());
        }
    }

    private Typed interpreted(CelExpr expression, List<Typed> arguments) {
        List<Typed> plain = arguments.stream().map(Words::plain).toList();
        ValueType type = typeOf(expression);
        int cost = plain.stream().mapToInt(Typed::cost).sum() + INTERPRETED_COST;
        return new Typed(InterpretedCall.of(ast, expression, plain), type, cost);
    }

    /** What no record can change is computed now; what can never be computed is a mistake. */
    private Typed folded(CelExpr expression, Typed result) {
        boolean constant = expression.call().target().map(this::isConstant).orElse(true)
                && expression.call().args().stream().allMatch(this::isConstant);
        if (!constant) {
            return result;
        }
        Frame frame = new Frame();
        Object value = result.node().value(frame);
        if (value == null) {
            throw refuse(expression, "this can never be computed: " + frame.fault);
        }
        return Typed.constant(value, result.type());
    }

    private boolean isConstant(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> true;
            case SELECT -> isParameters(expression.select().operand());
            case LIST -> expression.list().elements().stream().allMatch(this::isConstant);
            case CALL ->
                expression.call().target().map(this::isConstant).orElse(true)
                        && expression.call().args().stream().allMatch(this::isConstant);
            case IDENT, STRUCT, MAP, COMPREHENSION, NOT_SET -> false;
        };
    }

    private static CelExpr argument(CelExpr call, int index) {
        return call.call().args().get(index);
    }

    private boolean isParameters(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(ExpressionScope.PARAMETERS)
                && !locals.containsKey(ExpressionScope.PARAMETERS);
    }

    private ValueType typeOf(CelExpr expression) {
        ValueType type = ast.getType(expression.id()).map(ValueType::of).orElse(null);
        if (type == null) {
            boolean mixed = expression.getKind() == CelExpr.ExprKind.Kind.LIST;
            throw refuse(
                    expression,
                    mixed
                            ? "the values of a list have one type"
                            : "a value without a fixed type is not part of the rule language");
        }
        return type;
    }

    private Refused refuse(CelExpr expression, String message) {
        problem.accept(expression.id(), message);
        return new Refused();
    }
}
