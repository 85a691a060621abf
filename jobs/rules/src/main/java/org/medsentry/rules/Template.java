package org.medsentry.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text for people with expressions in curly brackets; doubled brackets stand for themselves. A figure that is missing is
 * shown as a dash, so that one missing field never costs an explanation.
 */
final class Template {

    private static final String MISSING = "—";
    private static final int DECIMALS = 2;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Language language;
    private final List<Node> parts;

    private Template(Language language, List<Node> parts) {
        this.language = language;
        this.parts = parts;
    }

    /** Checks and compiles; what is wrong is added to the problems. */
    static Template compile(YamlNode.Text text, Language language, ExpressionScope scope, Problems problems) {
        String value = text.value().strip();
        int offset = text.value().indexOf(value);
        List<Node> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int index = 0;
        while (index < value.length()) {
            char character = value.charAt(index);
            boolean doubled = index + 1 < value.length() && value.charAt(index + 1) == character;
            if ((character == '{' || character == '}') && doubled) {
                literal.append(character);
                index += 2;
            } else if (character == '{') {
                int end = endOfExpression(value, index + 1);
                if (end < 0) {
                    problems.add(text.places().at(offset + index), "'{' without '}'");
                    break;
                }
                addLiteral(parts, literal);
                SourceText source = new SourceText(value.substring(index + 1, end), text.places(), offset + index + 1);
                scope.compile(source, problems).ifPresent(expression -> add(parts, expression, source, problems));
                index = end + 1;
            } else if (character == '}') {
                problems.add(text.places().at(offset + index), "'}' without '{'");
                break;
            } else {
                literal.append(character);
                index++;
            }
        }
        addLiteral(parts, literal);
        return new Template(language, List.copyOf(parts));
    }

    String render(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Node part : parts) {
            text.append(shown(part.value(frame)));
        }
        return text.toString();
    }

    private static void add(List<Node> parts, Expression expression, SourceText source, Problems problems) {
        if (isShowable(expression.type())) {
            parts.add(expression.node());
        } else {
            problems.add(source.place(), expression.type().described() + " cannot be shown, name a field of it");
        }
    }

    private static boolean isShowable(ValueType type) {
        return type.kind() == ValueType.Kind.LIST ? isShowable(type.element()) : type.kind() != ValueType.Kind.RECORD;
    }

    private static void addLiteral(List<Node> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Typed.Constant(new Literal(literal.toString())));
            literal.setLength(0);
        }
    }

    /** Brackets inside quotes belong to the expression. */
    private static int endOfExpression(String text, int from) {
        char quote = 0;
        for (int index = from; index < text.length(); index++) {
            char character = text.charAt(index);
            if (quote != 0 && character == '\\') {
                index++;
            } else if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '\'' || character == '"') {
                quote = character;
            } else if (character == '}') {
                return index;
            }
        }
        return -1;
    }

    private String shown(Object value) {
        if (value == null) {
            return MISSING;
        }
        if (value instanceof Literal literal) {
            return literal.text();
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Instant time) {
            return TIME.format(time);
        }
        if (value instanceof Duration duration) {
            return DurationText.format(duration, language);
        }
        if (value instanceof Boolean truth) {
            return language.truth(truth);
        }
        if (value instanceof Enum<?> constant) {
            return language.label(constant);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? MISSING
                    : list.stream().map(this::shown).collect(Collectors.joining(language.separator()));
        }
        return value.toString();
    }

    private static String number(double number) {
        if (!Double.isFinite(number)) {
            return MISSING;
        }
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    private record Literal(String text) {}
}
