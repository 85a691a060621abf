package org.medsentry.streaming.pattern;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** Rules and reference data that are there when operators start, and do not change. */
public final class TestingControl implements ControlInput {

    private final ArrayList<Row> rows = new ArrayList<>();

    /** It travels with a job graph, which a control record does not. */
    private record Row(Topic topic, String key, byte[] value, long offset) implements Serializable {
        ControlRecord read() {
            return new ControlRecord(topic, topic.id(), key, value, 0, offset, Instant.EPOCH);
        }
    }

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
        rows.add(new Row(topic, key, Documents.toJson(row), offset));
        return this;
    }

    @Override
    public DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix) {
        return env.fromData(rows.stream().map(Row::read).toList(), TypeInformation.of(ControlRecord.class))
                .uid(uidPrefix + "-control-source");
    }

    @Override
    public ControlLoader loader() {
        ArrayList<Row> published = new ArrayList<>(rows);
        return (topics, out) -> published.stream()
                .filter(row -> topics.contains(row.topic()))
                .map(Row::read)
                .forEach(out);
    }
}
