package org.medsentry.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * What an expression means, as one text that is equal for equal meanings: definitions and parameters are written out. State
 * and travelling values are named by it, so it must not change between releases for the same rule.
 */
final class Meaning {

    private static final int DIGITS = 16;

    private final Map<String, Typed> parameters;
    private final Function<String, String> definitions;

    /** @param definitions the meaning of a definition by its name, null for other names */
    Meaning(Map<String, Typed> parameters, Function<String, String> definitions) {
        this.parameters = parameters;
        this.definitions = definitions;
    }

    /** Sixteen hexadecimal digits of SHA-256. */
    static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, DIGITS);
    }

    static long hash(String text) {
        return Long.parseUnsignedLong(digest(text), 16);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case IDENT -> name(expression.ident().name());
            case SELECT -> selection(expression.select());
            case CALL -> call(expression.call());
            case LIST -> "[" + all(expression.list().elements()) + "]";
            case COMPREHENSION -> comprehension(expression.comprehension());
            case STRUCT, MAP, NOT_SET -> throw new IllegalStateException("no part of the rule language");
        };
    }

    private static String constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
            case INT64_VALUE -> Long.toString(constant.int64Value());
            case DOUBLE_VALUE -> Double.toString(constant.doubleValue());
            case STRING_VALUE ->
                "'" + constant.stringValue().replace("\\", "\\\\").replace("'", "\\'") + "'";
            default -> throw new IllegalStateException("no part of the rule language");
        };
    }

    private String name(String name) {
        String definition = definitions.apply(name);
        return definition == null ? name : "(" + definition + ")";
    }

    private String selection(CelExpr.CelSelect select) {
        if (select.operand().getKind() == CelExpr.ExprKind.Kind.IDENT
                && select.operand().ident().name().equals(ExpressionScope.PARAMETERS)) {
            Typed parameter = parameters.get(select.field());
            return parameter == null ? select.field() : "<" + parameter.constantValue() + ">";
        }
        String field = of(select.operand()) + "." + select.field();
        return select.testOnly() ? "has(" + field + ")" : field;
    }

    private String call(CelExpr.CelCall call) {
        String arguments = all(call.args());
        String target = call.target().map(this::of).map(text -> text + ",").orElse("");
        return call.function() + "(" + target + arguments + ")";
    }

    private String comprehension(CelExpr.CelComprehension comprehension) {
        return "fold(" + comprehension.iterVar() + "," + of(comprehension.iterRange()) + ","
                + of(comprehension.accuInit()) + "," + of(comprehension.loopCondition()) + ","
                + of(comprehension.loopStep()) + "," + of(comprehension.result()) + ")";
    }

    private String all(List<CelExpr> expressions) {
        StringJoiner all = new StringJoiner(",");
        expressions.forEach(expression -> all.add(of(expression)));
        return all.toString();
    }
}
