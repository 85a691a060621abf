package org.medsentry.rules;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what is special to files of absence rules. */
final class AbsenceReader {

    private static final int MOST_DAYS = 60;

    private final RuleParts parts;

    AbsenceReader(RuleParts parts) {
        this.parts = parts;
    }

    /** Null if a problem has been added. */
    AbsenceRule read(Rule.Head head, Each each) {
        Duration silent = parts.file().duration("silent", true);
        Integer activeDays = parts.file().integer("activeDays", true, 1, MOST_DAYS);
        RuleKey key = parts.key();
        Node when = parts.condition(parts.file(), "when", false);
        Map<String, Typed> figures = new LinkedHashMap<>(CountReader.place());
        figures.put("silent", CountReader.figure(AbsenceRule.WITHIN, ValueType.DURATION));
        figures.put("lastEventAt", CountReader.figure(AbsenceRule.LAST_EVENT_AT, ValueType.TIMESTAMP));
        figures.put("activeDays", CountReader.figure(AbsenceRule.ACTIVE_DAYS, ValueType.INT));
        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(false, title);
        parts.file().close();
        if (!parts.problems().none()) {
            return null;
        }
        String id = Watches.id("absence", head, each, key);
        AbsenceRule.Sign sign =
                new AbsenceRule.Sign(id, each, key, behind.scope().captures(), when);
        Rule.Head complete = head.with(title.written(), behind.scope().slots());
        return new AbsenceRule(complete, judgement, silent, sign, activeDays);
    }
}
