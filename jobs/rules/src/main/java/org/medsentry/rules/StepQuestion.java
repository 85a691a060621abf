package org.medsentry.rules;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A part of an expression that asks one record of a step and nothing else, for instance {@code sale.event.price}: asked of the
 * record itself, before the shuffle, and remembered with it.
 *
 * @param record the expression that names the record of the step
 * @param asked the same question, put to the record at hand: {@code event.price}
 */
record StepQuestion(CelExpr record, CelExpr asked) {

    private static final Set<String> LOGIC = Set.of("!_", "_&&_", "_||_", "_?_:_", "@not_strictly_false");

    /** @param isStep whether an expression is the record of a step */
    static Optional<StepQuestion> of(CelExpr expression, Predicate<CelExpr> isStep) {
        if (isStep.test(expression) || isLogic(expression)) {
            return Optional.empty();
        }
        Rewriting rewriting = new Rewriting(isStep);
        CelExpr asked = rewriting.rewritten(expression, Set.of());
        return asked == null || rewriting.record == null
                ? Optional.empty()
                : Optional.of(new StepQuestion(rewriting.record, asked));
    }

    /** Logic has answers where a record is missing, so it stays where records may be missing. */
    private static boolean isLogic(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && LOGIC.contains(expression.call().function());
    }

    /** Replaces {@code step.variable} by {@code variable}. Gives null for what cannot be asked of one record alone. */
    private static final class Rewriting {

        private final Predicate<CelExpr> isStep;
        private CelExpr record;

        Rewriting(Predicate<CelExpr> isStep) {
            this.isStep = isStep;
        }

        /** @param bound variables of list macros within the expression */
        CelExpr rewritten(CelExpr expression, Set<String> bound) {
            return switch (expression.getKind()) {
                case CONSTANT -> expression;
                case IDENT -> {
                    String name = expression.ident().name();
                    yield bound.contains(name) || name.equals(ExpressionScope.PARAMETERS) ? expression : null;
                }
                case SELECT -> selection(expression, bound);
                case CALL -> call(expression, bound);
                case LIST -> list(expression, bound);
                case COMPREHENSION -> comprehension(expression, bound);
                case STRUCT, MAP, NOT_SET -> null;
            };
        }

        private CelExpr selection(CelExpr expression, Set<String> bound) {
            CelExpr operand = expression.select().operand();
            if (isStep.test(operand)) {
                boolean another = record != null && !text(record).equals(text(operand));
                if (another || expression.select().testOnly() || !isFree(operand, bound)) {
                    return null;
                }
                record = operand;
                return CelExpr.ofIdent(expression.id(), expression.select().field());
            }
            CelExpr asked = rewritten(operand, bound);
            return asked == null
                    ? null
                    : CelExpr.ofSelect(
                            expression.id(),
                            asked,
                            expression.select().field(),
                            expression.select().testOnly());
        }

        private CelExpr call(CelExpr expression, Set<String> bound) {
            Optional<CelExpr> target = expression.call().target();
            CelExpr asked = target.map(found -> rewritten(found, bound)).orElse(null);
            ImmutableList<CelExpr> arguments = all(expression.call().args(), bound);
            if (arguments == null || target.isPresent() && asked == null) {
                return null;
            }
            return CelExpr.ofCall(
                    expression.id(),
                    Optional.ofNullable(asked),
                    expression.call().function(),
                    arguments);
        }

        private CelExpr list(CelExpr expression, Set<String> bound) {
            ImmutableList<CelExpr> elements = all(expression.list().elements(), bound);
            return elements == null ? null : CelExpr.ofList(expression.id(), elements, ImmutableList.of());
        }

        private ImmutableList<CelExpr> all(List<CelExpr> expressions, Set<String> bound) {
            ImmutableList.Builder<CelExpr> all = ImmutableList.builder();
            for (CelExpr expression : expressions) {
                CelExpr asked = rewritten(expression, bound);
                if (asked == null) {
                    return null;
                }
                all.add(asked);
            }
            return all.build();
        }

        private CelExpr comprehension(CelExpr expression, Set<String> bound) {
            CelExpr.CelComprehension comprehension = expression.comprehension();
            Set<String> inner = new HashSet<>(bound);
            inner.add(comprehension.iterVar());
            inner.add(comprehension.accuVar());
            CelExpr range = rewritten(comprehension.iterRange(), bound);
            CelExpr initial = rewritten(comprehension.accuInit(), bound);
            CelExpr goOn = rewritten(comprehension.loopCondition(), inner);
            CelExpr step = rewritten(comprehension.loopStep(), inner);
            CelExpr result = rewritten(comprehension.result(), inner);
            if (range == null || initial == null || goOn == null || step == null || result == null) {
                return null;
            }
            return expression.toBuilder()
                    .setComprehension(comprehension.toBuilder()
                            .setIterRange(range)
                            .setAccuInit(initial)
                            .setLoopCondition(goOn)
                            .setLoopStep(step)
                            .setResult(result)
                            .build())
                    .build();
        }

        /** A name, or an element of a list by a constant: what the record of a step may be called by. */
        private static boolean isFree(CelExpr record, Set<String> bound) {
            return switch (record.getKind()) {
                case IDENT -> !bound.contains(record.ident().name());
                case CALL -> record.call().args().stream().allMatch(argument -> isFree(argument, bound));
                case CONSTANT -> true;
                default -> false;
            };
        }

        private static String text(CelExpr record) {
            return switch (record.getKind()) {
                case IDENT -> record.ident().name();
                case CONSTANT ->
                    record.constant().getKind() == CelConstant.Kind.INT64_VALUE
                            ? Long.toString(record.constant().int64Value())
                            : record.constant().toString();
                default ->
                    record.call().function()
                            + record.call().args().stream().map(Rewriting::text).toList();
            };
        }
    }
}
