package org.medsentry.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the equality terms among the terms of a condition that must all hold. */
final class EqualityTerms {

    private final Function<CelExpr, String> meaning;
    private final Function<CelExpr, Typed> compiler;
    private final Predicate<String> ofRecord;
    private final List<EqualityTerm> found = new ArrayList<>();

    /**
     * @param meaning text that is equal for equal expressions
     * @param compiler compiles a part of a condition that has been compiled as a whole
     * @param ofRecord whether a name stands for the record at hand
     */
    EqualityTerms(Function<CelExpr, String> meaning, Function<CelExpr, Typed> compiler, Predicate<String> ofRecord) {
        this.meaning = meaning;
        this.compiler = compiler;
        this.ofRecord = ofRecord;
    }

    List<EqualityTerm> of(CelExpr condition) {
        collect(condition);
        return List.copyOf(found);
    }

    private void collect(CelExpr condition) {
        if (condition.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return;
        }
        List<CelExpr> arguments = condition.call().args();
        switch (condition.call().function()) {
            case "_&&_" -> arguments.forEach(this::collect);
            case "_==_" -> {
                add(arguments.get(0), constants(arguments.get(1)));
                add(arguments.get(1), constants(arguments.get(0)));
            }
            case "@in" -> {
                add(arguments.get(0), members(arguments.get(1)));
                add(arguments.get(1), constants(arguments.get(0)));
            }
            default -> {
                // asks something else
            }
        }
    }

    private void add(CelExpr question, Set<Object> answers) {
        boolean path = question.getKind() == CelExpr.ExprKind.Kind.SELECT
                && !question.select().testOnly();
        if (path && !answers.isEmpty() && isOfRecord(question)) {
            found.add(new EqualityTerm(
                    meaning.apply(question), compiler.apply(question).node(), answers));
        }
    }

    private boolean isOfRecord(CelExpr path) {
        CelExpr root = path;
        while (root.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            root = root.select().operand();
        }
        return root.getKind() == CelExpr.ExprKind.Kind.IDENT
                && ofRecord.test(root.ident().name());
    }

    private static Set<Object> members(CelExpr list) {
        Set<Object> members = new LinkedHashSet<>();
        if (list.getKind() == CelExpr.ExprKind.Kind.LIST) {
            for (CelExpr element : list.list().elements()) {
                Set<Object> constant = constants(element);
                if (constant.isEmpty()) {
                    return Set.of();
                }
                members.addAll(constant);
            }
        }
        return members;
    }

    /** Numbers are left out: 1 and 1.0 are equal to rules and not to a table. */
    private static Set<Object> constants(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return Set.of();
        }
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> Set.of(constant.stringValue());
            case BOOLEAN_VALUE -> Set.of(constant.booleanValue());
            default -> Set.of();
        };
    }
}
