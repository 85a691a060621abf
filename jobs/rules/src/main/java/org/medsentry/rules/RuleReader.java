package org.medsentry.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.medsentry.schemas.document.Signal;

/** Goes through a rule file key by key, checks and compiles what it finds, and gathers every problem on the way. */
final class RuleReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern GLOB = Pattern.compile("[a-z0-9*]+(-[a-z0-9*]+)*");
    private static final int LONGEST_ID = 64;

    /** Alerts that come from no rule. */
    private static final Set<String> RESERVED = Set.of(Signal.DRILL, Signal.STORM, Signal.CONTAINED);

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
        String id = id();
        Integer version = file.integer("version", true, 1, HIGHEST_VERSION);
        String streamId = file.oneOf("stream", true, RuleStream.ids());
        YamlNode.Text source = file.text("source", false);
        if (streamId == null) {
            return null;
        }
        RuleStream stream = RuleStream.of(streamId);
        ExampleReader.read(file, stream, problems);
        CaseGrouping.read(file, problems);
        Each each = kind == RuleKind.MODIFIER ? ofModifier(stream) : each(stream);
        parameters(stream, each);
        define();
        Rule.Head head = new Rule.Head(
                id,
                version == null ? 1 : version,
                kind,
                stream,
                null,
                source == null ? null : source.value().strip(),
                0);
        RuleParts parts = new RuleParts(file, problems, scope);
        return switch (kind) {
            case PATTERN ->
                SequenceReader.isSequence(file)
                        ? new SequenceReader(parts).read(head, each)
                        : pattern(head, each, parts);
            case COUNT -> new CountReader(parts).read(head, each);
            case ABSENCE -> new AbsenceReader(parts).read(head, each);
            case OUTLIER -> new OutlierReader(parts).read(head, each);
            case MODIFIER -> modifier(head, parts);
            case BASELINE -> new BaselineReader(parts).read(head, each);
            case DISPROPORTIONALITY -> new DisproportionalityReader(parts).read(head, each);
        };
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
        } else if (RESERVED.contains(id.value())) {
            problems.add(id.place(), "'" + id.value() + "' is the name of what the product itself raises");
        }
        return id.value();
    }

    /** Modifiers of reports look at suspected products. */
    private static Each ofModifier(RuleStream stream) {
        return stream == RuleStream.ADVERSE_REACTIONS ? Each.SUSPECT : Each.RECORD;
    }

    private Each each(RuleStream stream) {
        String name = file.oneOf("each", false, Each.keys());
        Each each = name == null ? Each.RECORD : Each.of(name);
        if (!each.existsIn(stream)) {
            problems.add(file.place("each"), each.onlyIn());
            return Each.RECORD;
        }
        return each;
    }

    private void parameters(RuleStream stream, Each each) {
        Section section = file.section("parameters", false, "'parameters'");
        Map<String, Typed> parameters = new ParameterReader(problems).read(section);
        scope = new ExpressionScope(Vocabulary.of(stream, each), parameters);
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
            if (!RuleParts.NAME.matcher(name).matches()) {
                problems.add(entry.keyPlace(), "a definition is named by one word");
            } else if (scope.isTaken(name)) {
                problems.add(entry.keyPlace(), "'" + name + "' has a meaning already");
            } else {
                expression(section, name)
                        .ifPresentOrElse(expression -> scope.define(name, expression), () -> scope.broken(name));
            }
        });
    }

    private Rule pattern(Rule.Head head, Each each, RuleParts parts) {
        RuleParts.Texts title = parts.texts("title", true);
        RuleKey key = parts.key();
        List<Step> steps = steps(parts);
        Judgement judgement = parts.judgement(false, title);
        file.close();
        if (!problems.none()) {
            return null;
        }
        Step only = steps.get(0);
        return new OneRecordRule(
                head.with(title.written(), scope.slots()), each, judgement, key, only.id(), only.when());
    }

    private record Step(String id, Expression when) {}

    private List<Step> steps(RuleParts parts) {
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        file.sections("steps", true, "a step", section -> {
            YamlNode.Text id = section.text("id", true);
            if (id != null && !RuleParts.NAME.matcher(id.value()).matches()) {
                problems.add(id.place(), "a step is named by one word");
            } else if (id != null && !ids.add(id.value())) {
                problems.add(id.place(), "another step is named '" + id.value() + "' already");
            }
            steps.add(new Step(
                    id == null ? "" : id.value(),
                    parts.conditionExpression(section, "when", true).orElse(null)));
        });
        return steps;
    }

    private ModifierRule modifier(Rule.Head head, RuleParts parts) {
        RuleParts.Texts title = parts.texts("title", true);
        List<String> appliesTo = new ArrayList<>();
        for (YamlNode node : file.items("appliesTo", true)) {
            if (node instanceof YamlNode.Text text && GLOB.matcher(text.value()).matches()) {
                appliesTo.add(text.value());
            } else {
                problems.add(node.place(), "'appliesTo' lists rule ids, with * for any characters");
            }
        }
        Integer raise = file.integer("raise", true, 1, MOST_RAISED);
        Node when = parts.condition(file, "when", true);
        RuleParts.Texts explanation = parts.texts("explanation", false);
        file.close();
        if (!problems.none()) {
            return null;
        }
        return new ModifierRule(
                head.with(title.written(), scope.slots()),
                appliesTo,
                raise,
                when,
                explanation == null ? null : explanation.template());
    }

    private Optional<Expression> expression(Section section, String key) {
        YamlNode.Text text = section.text(key, true);
        return text == null ? Optional.empty() : scope.compile(SourceText.of(text), problems);
    }
}
