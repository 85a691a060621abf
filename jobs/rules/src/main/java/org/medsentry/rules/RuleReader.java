package org.medsentry.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** Goes through a rule file key by key, checks and compiles what it finds, and gathers every problem on the way. */
final class RuleReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Pattern GLOB = Pattern.compile("[a-z0-9*]+(-[a-z0-9*]+)*");
    private static final Pattern KEY_TYPE = Pattern.compile("[a-zA-Z]+(\\+[a-zA-Z]+)*");
    private static final int LONGEST_ID = 64;
    private static final int HIGHEST_VERSION = 1_000_000;
    private static final int MOST_DEFINITIONS = 50;
    private static final int MOST_RAISED = 3;

    private final Section file;
    private final Problems problems;
    private ExpressionScope scope;

    private RuleReader(Section file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static Rule read(String fileName, String yaml) throws RuleException {
        Problems problems = new Problems(fileName);
        YamlNode.Entries root = YamlReader.read(yaml, problems);
        Section file = new Section(root, Place.START, "a rule", problems);
        Rule rule = new RuleReader(file, problems).rule();
        problems.throwIfAny();
        return rule;
    }

    /** Null if a problem stands in the way of going on. */
    private Rule rule() {
        String kindName = file.oneOf("kind", true, RuleKind.keys());
        if (kindName == null) {
            return null;
        }
        RuleKind kind = RuleKind.of(kindName);
        if (kind != RuleKind.PATTERN && kind != RuleKind.MODIFIER) {
            problems.add(file.place("kind"), "kind " + kindName + " is not supported by this version");
            return null;
        }
        String id = id();
        Integer version = file.integer("version", true, 1, HIGHEST_VERSION);
        Stream stream = stream();
        YamlNode.Text source = file.text("source", false);
        if (stream == null) {
            return null;
        }
        boolean perSuspect = kind == RuleKind.MODIFIER ? stream == Stream.ADVERSE_REACTIONS : perSuspect(stream);
        parameters(stream, perSuspect);
        define();
        Texts title = texts("title", true);
        LocalisedText written = title == null ? null : title.written();
        Rule.Head head = new Rule.Head(
                id,
                version == null ? 1 : version,
                kind,
                stream,
                written,
                source == null ? null : source.value().strip(),
                0);
        return kind == RuleKind.PATTERN ? pattern(head, perSuspect, title) : modifier(head);
    }

    private String id() {
        YamlNode.Text id = file.text("id", true);
        if (id == null) {
            return null;
        }
        if (!ID.matcher(id.value()).matches() || id.value().length() > LONGEST_ID) {
            problems.add(
                    id.place(),
                    "'id' is made of lower-case words, digits and hyphens, at most " + LONGEST_ID + " characters");
        }
        return id.value();
    }

    private Stream stream() {
        List<String> ids = Arrays.stream(Stream.values()).map(Stream::id).toList();
        String id = file.oneOf("stream", true, ids);
        return id == null ? null : Stream.of(id);
    }

    private boolean perSuspect(Stream stream) {
        String each = file.oneOf("each", false, List.of("suspect"));
        if (each != null && stream != Stream.ADVERSE_REACTIONS) {
            problems.add(file.place("each"), "only adverse-reactions have suspected products to judge one by one");
            return false;
        }
        return each != null;
    }

    private void parameters(Stream stream, boolean perSuspect) {
        Section section = file.section("parameters", false, "'parameters'");
        Map<String, Typed> parameters = new ParameterReader(problems).read(section);
        scope = new ExpressionScope(Vocabulary.of(stream, perSuspect), parameters);
        if (section != null) {
            section.all().keySet().stream()
                    .filter(name -> !parameters.containsKey(name))
                    .forEach(scope::broken);
        }
    }

    private void define() {
        Section section = file.section("define", false, "'define'");
        if (section == null) {
            return;
        }
        if (section.all().size() > MOST_DEFINITIONS) {
            problems.add(section.ownPlace(), "at most " + MOST_DEFINITIONS + " definitions");
            return;
        }
        section.all().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(entry.keyPlace(), "a definition is named by one word");
            } else if (scope.isTaken(name)) {
                problems.add(entry.keyPlace(), "'" + name + "' has a meaning already");
            } else {
                expression(section, name)
                        .ifPresentOrElse(expression -> scope.define(name, expression), () -> scope.broken(name));
            }
        });
    }

    private PatternRule pattern(Rule.Head head, boolean perSuspect, Texts title) {
        ResponsibilityTopic topic = file.oneOf("topic", true, ResponsibilityTopic.class);
        Level level = file.oneOf("level", true, Level.class);
        List<PatternRule.LevelCase> levels = levels();
        String raises = file.oneOf("raises", false, List.of("alert", "signal"));
        PatternRule.Key key = key();
        List<PatternRule.Step> steps = steps();
        PatternRule.Figures figures = new PatternRule.Figures(figure("observed"), figure("threshold"));
        Texts explanation = texts("explanation", true);
        file.close();
        if (!problems.none()) {
            return null;
        }
        PatternRule.Judgement judgement = new PatternRule.Judgement(
                topic, level, levels, !"signal".equals(raises), title.template(), explanation.template());
        return new PatternRule(withSlots(head), perSuspect, judgement, key, steps, figures);
    }

    private ModifierRule modifier(Rule.Head head) {
        List<String> appliesTo = new ArrayList<>();
        for (YamlNode node : file.items("appliesTo", true)) {
            if (node instanceof YamlNode.Text text && GLOB.matcher(text.value()).matches()) {
                appliesTo.add(text.value());
            } else {
                problems.add(node.place(), "'appliesTo' lists rule ids, with * for any characters");
            }
        }
        Integer raise = file.integer("raise", true, 1, MOST_RAISED);
        Node when = condition(file, "when");
        Texts explanation = texts("explanation", false);
        file.close();
        if (!problems.none()) {
            return null;
        }
        return new ModifierRule(
                withSlots(head), appliesTo, raise, when, explanation == null ? null : explanation.template());
    }

    private Rule.Head withSlots(Rule.Head head) {
        return new Rule.Head(
                head.id(), head.version(), head.kind(), head.stream(), head.title(), head.source(), scope.slots());
    }

    private List<PatternRule.LevelCase> levels() {
        List<PatternRule.LevelCase> levels = new ArrayList<>();
        file.sections(
                "levels",
                false,
                "a level",
                section -> levels.add(new PatternRule.LevelCase(
                        section.oneOf("level", true, Level.class), condition(section, "when"))));
        return levels;
    }

    private PatternRule.Key key() {
        Section section = file.section("key", true, "'key'");
        if (section == null) {
            return null;
        }
        YamlNode.Text type = section.text("type", true);
        List<Node> parts = new ArrayList<>();
        StringBuilder meaning = new StringBuilder();
        for (YamlNode node : section.items("value", true)) {
            if (!(node instanceof YamlNode.Text text)) {
                problems.add(node.place(), "a part of a key is an expression");
                continue;
            }
            compile(text, "a part of a key is a text", ValueType.STRING).ifPresent(expression -> {
                parts.add(Words.plain(expression.typed()).node());
                meaning.append(scope.meaning(expression)).append('\n');
            });
        }
        section.close();
        if (type != null && !KEY_TYPE.matcher(type.value()).matches()) {
            problems.add(type.place(), "the type of a key is a word, or words joined by +");
        }
        String name = type == null ? "" : type.value();
        return new PatternRule.Key(name, parts.toArray(Node[]::new), meaning.toString());
    }

    private List<PatternRule.Step> steps() {
        List<PatternRule.Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        file.sections("steps", true, "a step", section -> {
            YamlNode.Text id = section.text("id", true);
            if (id != null && !NAME.matcher(id.value()).matches()) {
                problems.add(id.place(), "a step is named by one word");
            } else if (id != null && !ids.add(id.value())) {
                problems.add(id.place(), "another step is named '" + id.value() + "' already");
            }
            steps.add(new PatternRule.Step(id == null ? "" : id.value(), condition(section, "when")));
        });
        if (steps.size() > 1) {
            problems.add(file.place("steps"), "a pattern of several steps is not supported by this version");
        }
        return steps;
    }

    private Node condition(Section section, String key) {
        YamlNode.Text text = section.text(key, true);
        return text == null
                ? null
                : compile(text, "a condition is true or false", ValueType.BOOL)
                        .map(Expression::node)
                        .orElse(null);
    }

    private Node figure(String key) {
        YamlNode.Text text = file.text(key, false);
        return text == null
                ? null
                : compile(text, "'" + key + "' is a number", ValueType.INT, ValueType.DOUBLE)
                        .map(Expression::node)
                        .orElse(null);
    }

    private Optional<Expression> expression(Section section, String key) {
        YamlNode.Text text = section.text(key, true);
        return text == null ? Optional.empty() : scope.compile(SourceText.of(text), problems);
    }

    private Optional<Expression> compile(YamlNode.Text text, String wanted, ValueType... types) {
        SourceText source = SourceText.of(text);
        Optional<Expression> expression = scope.compile(source, problems);
        if (expression.isPresent()
                && !List.of(types).contains(expression.get().type().plain())) {
            String found = expression.get().type().described();
            problems.add(source.place(), wanted + ", this is " + found);
            return Optional.empty();
        }
        return expression;
    }

    /** A text in both languages, as written and as compiled. */
    private record Texts(LocalisedText written, LocalisedTemplate template) {}

    private Texts texts(String key, boolean required) {
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
