package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** Rules and reference data that are there when an operator starts. */
public final class TestingControl {

    private final List<ControlRecord> rows = new ArrayList<>();

    public TestingControl rule(String yaml) throws RuleException {
        return rule(yaml, RuleState.ACTIVE);
    }

    public TestingControl rule(String yaml, RuleState state) throws RuleException {
        Rule rule = RuleFile.parse("test.yaml", yaml);
        RulePublication publication =
                new RulePublication(rule.id(), rule.version(), state, yaml, Instant.EPOCH, "a test");
        return row(Topic.RULES, publication.id(), publication);
    }

    public TestingControl reference(Topic topic, List<? extends ReferenceRow> all) {
        all.forEach(row -> row(topic, row.id(), row));
        return this;
    }

    private TestingControl row(Topic topic, String key, Object row) {
        long offset = rows.stream().filter(known -> known.topic() == topic).count();
        rows.add(new ControlRecord(topic, topic.id(), key, Documents.toJson(row), 0, offset, Instant.EPOCH));
        return this;
    }

    /** It travels with a job graph, so it holds what was published so far. */
    public ControlLoader loader() {
        ArrayList<ControlRecord> published = new ArrayList<>(rows);
        return (topics, out) ->
                published.stream().filter(row -> topics.contains(row.topic())).forEach(out);
    }
}
