package org.medsentry.streaming.pattern;

import java.util.EnumSet;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;
import org.medsentry.rules.Firing;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.Product;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.ControlledOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enriches a record and evaluates every condition that looks at this record alone, before any shuffle: what no live rule
 * cares about goes no further. Beside that every sale leaves its sighting, for the rules that join streams.
 */
public final class RuleJudge<T extends StreamRecord> extends ControlledOperator<T, RoutedRecord> {

    public static final OutputTag<Sighting> SIGHTINGS =
            new OutputTag<>("sightings", TypeInformation.of(Sighting.class));

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RuleJudge.class);

    private final Stream stream;

    private transient Catalogue catalogue;
    private transient LiveRules rules;
    private transient Enrichment enrichment;
    private transient Counter unknownProducts;
    private transient Counter firings;
    private transient Findings findings;

    public RuleJudge(Stream stream, ControlLoader loader) {
        super(loader, EnumSet.of(Topic.PRODUCTS, Topic.LICENCES, Topic.RECALLS, Topic.REGIONS, Topic.RULES));
        this.stream = stream;
    }

    @Override
    public void open() throws Exception {
        catalogue = new Catalogue();
        rules = new LiveRules();
        enrichment = new Enrichment(catalogue);
        findings = new Findings();
        MetricGroup metrics = getMetricGroup().addGroup("medsentry");
        unknownProducts = metrics.counter("unknownProducts");
        firings = metrics.counter("firings");
        metrics.gauge("rulesInForce", () -> rules.inForce().size());
        metrics.gauge("products", () -> catalogue.size(Topic.PRODUCTS));
        metrics.gauge(
                "ruleFailures",
                () -> rules.failures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        super.open();
        LOG.info(
                "{} is judged by {} rules against {} products",
                stream.id(),
                rules.inForce().size(),
                catalogue.size(Topic.PRODUCTS));
    }

    @Override
    protected void obey(ControlRecord row) {
        try {
            if (row.topic() != Topic.RULES) {
                catalogue.apply(row);
            } else if (row.value() != null) {
                rules.apply(RulePublicationDecoder.decode(row.value()));
            }
        } catch (RecordException | RuleException refused) {
            // ControlCheck keeps the row; what was in force stays in force.
            LOG.warn("row {} of {} is not taken into force: {}", row.key(), row.brokerTopic(), refused.getMessage());
        }
    }

    @Override
    protected void process(T record, org.apache.flink.streaming.runtime.streamrecord.StreamRecord<T> element) {
        Enrichment.Known known = enrichment.enrich(record);
        if (known.unknownProducts() > 0) {
            unknownProducts.inc(known.unknownProducts());
        }
        leaveSighting(record, known.whole().product(), element);
        rules.judge(RuleStream.of(stream), known.whole(), known.suspects(), this::collect, findings::add);
        if (!findings.isEmpty()) {
            route(record, element);
        }
    }

    private void leaveSighting(
            T record, Product product, org.apache.flink.streaming.runtime.streamrecord.StreamRecord<T> element) {
        Sighting sighting = Sightings.of(record, product == null ? null : product.productCode());
        if (sighting != null) {
            output.collect(
                    SIGHTINGS,
                    new org.apache.flink.streaming.runtime.streamrecord.StreamRecord<>(
                            sighting, element.getTimestamp()));
        }
    }

    private void collect(Firing firing) {
        firings.inc();
        findings.add(firing);
    }

    private void route(T record, org.apache.flink.streaming.runtime.streamrecord.StreamRecord<T> element) {
        findings.route(
                RecordIdentity.of(record),
                List.of(RecordEvidence.of(record)),
                catalogue.region(record.regionCode()),
                position(Topic.RULES),
                routed -> output.collect(element.replace(routed)));
    }
}
