package org.medsentry.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** The parts that files of several kinds have in common, read and compiled. */
final class RuleParts {

    static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Pattern KEY_TYPE = Pattern.compile("[a-zA-Z]+(\\+[a-zA-Z]+)*");

    private final Section file;
    private final Problems problems;
    private final ExpressionScope scope;

    /** @param scope what expressions may name */
    RuleParts(Section file, Problems problems, ExpressionScope scope) {
        this.file = file;
        this.problems = problems;
        this.scope = scope;
    }

    Section file() {
        return file;
    }

    Problems problems() {
        return problems;
    }

    ExpressionScope scope() {
        return scope;
    }

    /** The same file, read with the names of another scope. */
    RuleParts in(ExpressionScope other) {
        return new RuleParts(file, problems, other);
    }

    RuleKey key() {
        Section section = file.section("key", true, "'key'");
        return section == null ? null : key(section, false);
    }

    /** One key under {@code key}, or several under {@code keys}; their parts may be lists. Null if a problem has been added. */
    RuleKey keys() {
        if (!file.has("keys")) {
            Section section = file.section("key", true, "'key'");
            return section == null ? null : key(section, true);
        }
        if (file.has("key")) {
            problems.add(file.place("keys"), "a rule has 'key' or 'keys', not both");
        }
        List<RuleKey> keys = new ArrayList<>();
        file.sections("keys", true, "a key", section -> keys.add(key(section, true)));
        return keys.isEmpty() ? null : RuleKey.first(keys);
    }

    /** @param lists whether a part may be a list of texts */
    private RuleKey key(Section section, boolean lists) {
        YamlNode.Text type = section.text("type", true);
        YamlNode.Text rollUp = section.text("rollUp", false);
        List<Node> parts = new ArrayList<>();
        StringBuilder shape = new StringBuilder();
        StringBuilder meaning = new StringBuilder();
        for (YamlNode node : section.items("value", rollUp == null)) {
            if (!(node instanceof YamlNode.Text text)) {
                problems.add(node.place(), "a part of a key is an expression");
                continue;
            }
            Optional<Expression> part = lists
                    ? compile(
                            text,
                            "a part of a key is a text or a list of texts",
                            ValueType.STRING,
                            ValueType.listOf(ValueType.STRING))
                    : compile(text, "a part of a key is a text", ValueType.STRING);
            part.ifPresent(expression -> {
                parts.add(Words.plain(expression.typed()).node());
                shape.append(scope.meaning(expression)).append('\n');
                meaning.append(expression.meaning()).append('\n');
            });
        }
        Node county = rollUp == null ? null : rollUp(rollUp, shape, meaning);
        section.close();
        if (type != null && !KEY_TYPE.matcher(type.value()).matches()) {
            problems.add(type.place(), "the type of a key is a word, or words joined by +");
        } else if (type != null && rollUp != null && !type.value().endsWith(RuleKey.REGION)) {
            problems.add(type.place(), "the type of a rolled-up key ends in '" + RuleKey.REGION + "'");
        }
        String name = type == null ? "" : type.value();
        return new RuleKey(name, parts.toArray(Node[]::new), county, shape.toString(), meaning.toString(), List.of());
    }

    private Node rollUp(YamlNode.Text text, StringBuilder shape, StringBuilder meaning) {
        Optional<Expression> county = compile(text, "'rollUp' is a county code", ValueType.STRING);
        county.ifPresent(expression -> {
            shape.append("rolled up\n").append(scope.meaning(expression)).append('\n');
            meaning.append("rolled up\n").append(expression.meaning()).append('\n');
        });
        return county.map(Expression::node).orElse(null);
    }

    /** Everything that is said once the rule is met; null only if a problem has been added. */
    Judgement judgement(boolean needsLevels, Texts title) {
        ResponsibilityTopic topic = file.oneOf("topic", true, ResponsibilityTopic.class);
        Level level = needsLevels ? null : file.oneOf("level", true, Level.class);
        List<Judgement.LevelCase> levels = levels(needsLevels);
        String raises = file.oneOf("raises", false, List.of("alert", "signal"));
        Judgement.Figures figures =
                new Judgement.Figures(figure("observed"), figure("expected"), figure("threshold"), figure("score"));
        Texts explanation = texts("explanation", true);
        return title == null || explanation == null
                ? null
                : new Judgement(
                        topic,
                        level,
                        levels,
                        !"signal".equals(raises),
                        title.template(),
                        explanation.template(),
                        figures);
    }

    private List<Judgement.LevelCase> levels(boolean required) {
        List<Judgement.LevelCase> levels = new ArrayList<>();
        file.sections(
                "levels",
                required,
                "a level",
                section -> levels.add(new Judgement.LevelCase(
                        section.oneOf("level", true, Level.class), condition(section, "when", true))));
        return levels;
    }

    /** The condition under a key, or null where there is none or a problem has been added. */
    Node condition(Section section, String key, boolean required) {
        return conditionExpression(section, key, required).map(Expression::node).orElse(null);
    }

    Optional<Expression> conditionExpression(Section section, String key, boolean required) {
        YamlNode.Text text = section.text(key, required);
        return text == null ? Optional.empty() : compile(text, "a condition is true or false", ValueType.BOOL);
    }

    Node figure(String key) {
        YamlNode.Text text = file.text(key, false);
        return text == null
                ? null
                : compile(text, "'" + key + "' is a number", ValueType.INT, ValueType.DOUBLE)
                        .map(Expression::node)
                        .orElse(null);
    }

    /** @param types those that it may have; any where none is given */
    Optional<Expression> compile(YamlNode.Text text, String wanted, ValueType... types) {
        SourceText source = SourceText.of(text);
        Optional<Expression> expression = scope.compile(source, problems);
        if (expression.isPresent()
                && types.length > 0
                && !List.of(types).contains(expression.get().type().plain())) {
            String found = expression.get().type().described();
            problems.add(source.place(), wanted + ", this is " + found);
            return Optional.empty();
        }
        return expression;
    }

    /** A text in both languages, as written and as compiled. */
    record Texts(LocalisedText written, LocalisedTemplate template) {}

    Texts texts(String key, boolean required) {
        Section section = file.section(key, required, "'" + key + "'");
        if (section == null) {
            return null;
        }
        YamlNode.Text zh = section.text(Language.ZH.key(), true);
        YamlNode.Text en = section.text(Language.EN.key(), true);
        section.close();
        if (zh == null || en == null) {
            return null;
        }
        LocalisedTemplate template = new LocalisedTemplate(
                Template.compile(zh, Language.ZH, scope, problems), Template.compile(en, Language.EN, scope, problems));
        return new Texts(new LocalisedText(zh.value().strip(), en.value().strip()), template);
    }
}
