package org.medsentry.rules;

import dev.cel.common.ast.CelExpr;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes out of an expression what looks at the record alone, so that it can be evaluated where the record is and only its
 * value travels to where the figures of a window or the earlier steps are known.
 */
final class Hoisting {

    private final Set<String> ofRecord;
    private final Function<CelExpr, String> meaning;
    private final Map<Long, Capture> captures = new LinkedHashMap<>();

    /**
     * @param ofRecord names that stand for the record or for definitions on it
     * @param meaning text that is equal for equal expressions
     */
    Hoisting(Set<String> ofRecord, Function<CelExpr, String> meaning) {
        this.ofRecord = ofRecord;
        this.meaning = meaning;
    }

    boolean looksAtRecord(String name) {
        return ofRecord.contains(name);
    }

    /**
     * Whether it names the record and nothing that is known only later.
     *
     * @param locals variables of list macros around it, which stand for something else even if they are called alike
     */
    boolean isOfRecordAlone(CelExpr expression, Set<String> locals) {
        Set<String> free = new HashSet<>();
        freeNames(expression, new HashSet<>(), free);
        return !free.isEmpty() && ofRecord.containsAll(free) && Collections.disjoint(free, locals);
    }

    static boolean canTravel(ValueType type) {
        return switch (type.kind()) {
            case RECORD -> false;
            case LIST -> canTravel(type.element());
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION, ENUM -> true;
        };
    }

    /** The expression as it is read behind the shuffle. */
    Typed capture(CelExpr expression, Typed compiled) {
        long id = id(meaning.apply(expression));
        captures.putIfAbsent(id, new Capture(id, compiled.node()));
        return new Typed(frame -> frame.captures.value(id), compiled.type(), 1);
    }

    /** A capture that is read somewhere else than from the record at hand. */
    long require(CelExpr expression, Typed compiled) {
        long id = id(meaning.apply(expression));
        captures.putIfAbsent(id, new Capture(id, compiled.node()));
        return id;
    }

    List<Capture> captures() {
        return List.copyOf(captures.values());
    }

    private static long id(String meaning) {
        return Meaning.hash(meaning);
    }

    private static void freeNames(CelExpr expression, Set<String> bound, Set<String> free) {
        switch (expression.getKind()) {
            case IDENT -> {
                String name = expression.ident().name();
                if (!bound.contains(name) && !name.equals(ExpressionScope.PARAMETERS)) {
                    free.add(name);
                }
            }
            case SELECT -> freeNames(expression.select().operand(), bound, free);
            case CALL -> {
                expression.call().target().ifPresent(target -> freeNames(target, bound, free));
                expression.call().args().forEach(argument -> freeNames(argument, bound, free));
            }
            case LIST -> expression.list().elements().forEach(element -> freeNames(element, bound, free));
            case COMPREHENSION -> {
                CelExpr.CelComprehension comprehension = expression.comprehension();
                freeNames(comprehension.iterRange(), bound, free);
                freeNames(comprehension.accuInit(), bound, free);
                Set<String> inner = new HashSet<>(bound);
                inner.add(comprehension.iterVar());
                inner.add(comprehension.accuVar());
                freeNames(comprehension.loopCondition(), inner, free);
                freeNames(comprehension.loopStep(), inner, free);
                freeNames(comprehension.result(), inner, free);
            }
            case CONSTANT, STRUCT, MAP, NOT_SET -> {
                // name nothing
            }
        }
    }
}
