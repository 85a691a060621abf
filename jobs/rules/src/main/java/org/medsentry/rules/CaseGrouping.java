package org.medsentry.rules;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.Subject;

/**
 * What alerts of a rule belong together with: section {@code case} of a rule file. It says nothing about when a rule fires, only
 * how people are shown what fired, so changing it keeps all counts and half-matched patterns.
 *
 * @param by fields of an alert's subject; alerts that agree in all of them, whatever their rules, are one case if their rules group by
 *     the same fields
 * @param inhibits rules whose alerts of the same case tell nobody while an alert of this rule is open at their level or above
 */
public record CaseGrouping(List<String> by, List<String> inhibits) {

    /** Each alert a case of its own. */
    public static final CaseGrouping NONE = new CaseGrouping(List.of(), List.of());

    private static final Pattern RULE_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Map<String, Function<Subject, String>> FIELDS = Arrays.stream(
                    Subject.class.getRecordComponents())
            .collect(Collectors.toUnmodifiableMap(RecordComponent::getName, CaseGrouping::reader));

    private static Function<Subject, String> reader(RecordComponent field) {
        return subject -> {
            try {
                return (String) field.getAccessor().invoke(subject);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        };
    }

    /** What alerts about this subject have in common; empty where the rule groups by nothing or the subject lacks a field. */
    public Optional<String> keyOf(Subject subject) {
        if (by.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String field : by) {
            String value = FIELDS.get(field).apply(subject);
            if (value == null) {
                return Optional.empty();
            }
            parts.add(field + "=" + value);
        }
        return Optional.of(String.join("|", parts));
    }

    /**
     * The grouping that a rule file states.
     *
     * @throws RuleException if the file is no YAML map or its grouping is mistaken
     */
    public static CaseGrouping of(String fileName, String yaml) throws RuleException {
        Problems problems = new Problems(fileName);
        Section file = new Section(YamlReader.read(yaml, problems), Place.START, "a rule", problems);
        CaseGrouping grouping = read(file, problems);
        problems.throwIfAny();
        return grouping;
    }

    static CaseGrouping read(Section file, Problems problems) {
        Section section = file.section("case", false, "'case'");
        if (section == null) {
            return NONE;
        }
        List<String> by = texts(section.items("by", true), problems, "'by' lists fields of an alert's subject");
        section.items("by", true).stream()
                .filter(node -> node instanceof YamlNode.Text text && !FIELDS.containsKey(text.value()))
                .forEach(node -> problems.add(
                        node.place(),
                        "'" + ((YamlNode.Text) node).value() + "' is no field of an alert's subject; those are "
                                + FIELDS.keySet().stream().sorted().collect(Collectors.joining(", "))));
        List<String> inhibits = texts(section.items("inhibits", false), problems, "'inhibits' lists rule ids");
        section.items("inhibits", false).stream()
                .filter(node -> node instanceof YamlNode.Text text
                        && !RULE_ID.matcher(text.value()).matches())
                .forEach(node -> problems.add(node.place(), "'inhibits' lists rule ids"));
        section.close();
        return new CaseGrouping(by, inhibits);
    }

    private static List<String> texts(List<YamlNode> nodes, Problems problems, String rule) {
        List<String> texts = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (node instanceof YamlNode.Text text) {
                texts.add(text.value());
            } else {
                problems.add(node.place(), rule);
            }
        }
        return List.copyOf(texts);
    }
}
