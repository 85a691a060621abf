package org.medsentry.bench.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.reference.Product;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** The rules of a workload as files that are published, and the products they ask for, as the control topics would hold them. */
record PublishedRules(Workload workload) implements ControlInput {

    private static final String PUBLISHER = "bench";

    @Override
    public ControlLoader loader() {
        return new Loader(workload);
    }

    @Override
    public DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix) {
        return env.fromSource(
                        new Rows(workload),
                        WatermarkStrategy.noWatermarks(),
                        "read reference data and rules",
                        TypeInformation.of(ControlRecord.class))
                .uid(uidPrefix + "-control-source");
    }

    private static List<ControlRecord> rows(Workload workload) {
        List<ControlRecord> rows = new ArrayList<>();
        for (String code : workload.rulesByProduct().keySet()) {
            Product product = new Product(
                    code,
                    "药品" + code,
                    "Product " + code,
                    null,
                    null,
                    null,
                    null,
                    false,
                    List.of(),
                    null,
                    List.of(),
                    false,
                    null,
                    null);
            rows.add(row(Topic.PRODUCTS, code, product, rows.size()));
        }
        for (BenchmarkRule rule : workload.rules()) {
            RulePublication publication = new RulePublication(
                    rule.id(), 1, RuleState.ACTIVE, RuleText.of(rule), PurchaseLoad.start(), PUBLISHER);
            rows.add(row(Topic.RULES, publication.id(), publication, rows.size()));
        }
        return rows;
    }

    private static ControlRecord row(Topic topic, String key, Object document, long offset) {
        return new ControlRecord(topic, topic.id(), key, Documents.toJson(document), 0, offset, Instant.EPOCH);
    }

    private record Loader(Workload workload) implements ControlLoader {

        @Override
        public void load(Set<Topic> topics, Consumer<ControlRecord> rows) {
            rows(workload).stream().filter(row -> topics.contains(row.topic())).forEach(rows);
        }
    }

    /** The same rows once more, as the control stream brings them. */
    private static final class Rows extends FedSource<ControlRecord> {

        private static final long serialVersionUID = 1;

        private final Workload workload;

        Rows(Workload workload) {
            this.workload = workload;
        }

        @Override
        Feed<ControlRecord> feed() {
            Iterator<ControlRecord> rows = rows(workload).iterator();
            return new Feed<>() {
                @Override
                public CompletableFuture<Void> ready() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public ControlRecord next() {
                    return rows.hasNext() ? rows.next() : null;
                }

                @Override
                public CompletableFuture<Void> end() {
                    return GeneratedPurchases.ended();
                }
            };
        }

        @Override
        long timeOf(ControlRecord row) {
            return row.receivedAt().toEpochMilli();
        }
    }
}
