package org.medsentry.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what is special to files of outlier rules. */
final class OutlierReader {

    private static final int LEAST = 2;
    private static final int DEFAULT_MEMORY = 501;
    private static final int MOST_MEMORY = 10_001;

    private final RuleParts parts;

    OutlierReader(RuleParts parts) {
        this.parts = parts;
    }

    /** Null if a problem has been added. */
    OutlierRule read(Rule.Head head, Each each) {
        RuleKey key = parts.key();
        Node when = parts.condition(parts.file(), "when", false);
        YamlNode.Text text = parts.file().text("value", true);
        Node value = text == null
                ? null
                : parts.compile(text, "'value' is a number", ValueType.INT, ValueType.DOUBLE)
                        .map(Expression::node)
                        .orElse(null);
        Integer least = parts.file().integer("observations", true, LEAST, MOST_MEMORY);
        Integer memory = parts.file().integer("memory", false, LEAST, MOST_MEMORY);
        Map<String, Typed> figures = new LinkedHashMap<>(CountReader.place());
        figures.put("value", CountReader.figure(OutlierRule.VALUE, ValueType.DOUBLE));
        figures.put("median", CountReader.figure(OutlierRule.MEDIAN, ValueType.DOUBLE));
        figures.put("deviation", CountReader.figure(OutlierRule.DEVIATION, ValueType.DOUBLE));
        figures.put("z", CountReader.figure(OutlierRule.Z, ValueType.DOUBLE));
        figures.put("observations", CountReader.figure(OutlierRule.OBSERVATIONS, ValueType.INT));
        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(true, title);
        parts.file().close();
        if (!parts.problems().none()) {
            return null;
        }
        String id = Watches.id("outlier", head, each, key);
        OutlierRule.Observation observation =
                new OutlierRule.Observation(id, each, key, behind.scope().captures(), when, value);
        Rule.Head complete = head.with(title.written(), behind.scope().slots());
        int kept = memory == null ? Math.max(DEFAULT_MEMORY, least) : memory;
        return new OutlierRule(complete, judgement, observation, least, kept);
    }
}
