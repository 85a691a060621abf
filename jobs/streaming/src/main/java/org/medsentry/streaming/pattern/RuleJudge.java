package org.medsentry.streaming.pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.rules.Facts;
import org.medsentry.rules.Firing;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.ControlledOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates every condition that looks at one record alone, before any shuffle: what no live rule cares about goes no
 * further.
 *
 * @param <T> what comes in; the kinds of judge differ in what they know of it
 */
public abstract class RuleJudge<T> extends ControlledOperator<T, RoutedRecord> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RuleJudge.class);

    private final RuleStream stream;

    private transient Catalogue catalogue;
    private transient LiveRules rules;
    private transient Counter firings;
    private transient Findings findings;

    /** @param reference the reference data that it needs beside the rules */
    RuleJudge(RuleStream stream, ControlLoader loader, Set<Topic> reference) {
        super(loader, withRules(reference));
        this.stream = stream;
    }

    private static Set<Topic> withRules(Set<Topic> reference) {
        Set<Topic> topics = EnumSet.of(Topic.RULES);
        topics.addAll(reference);
        return topics;
    }

    @Override
    public void open() throws Exception {
        catalogue = new Catalogue();
        rules = new LiveRules();
        findings = new Findings();
        MetricGroup metrics = getMetricGroup().addGroup("medsentry");
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
    protected final void obey(ControlRecord row) {
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

    final RuleStream stream() {
        return stream;
    }

    final Catalogue catalogue() {
        return catalogue;
    }

    final LiveRules rules() {
        return rules;
    }

    /** Gathers what all rules find in a record. */
    final void judge(Facts whole, List<Facts> parts) {
        rules.judge(stream, whole, parts, this::collect, findings::add);
    }

    private void collect(Firing firing) {
        firings.inc();
        findings.add(firing);
    }

    /** Once a record is judged: what an earlier version of it counted where this one does not count is taken back. */
    final void takeBack(Facts formerWhole, List<Facts> formerParts) {
        rules.judge(stream, formerWhole, formerParts, raisedAlready -> {}, findings::replace);
    }

    /** Sends what was found to its keys. */
    final void route(
            RecordIdentity identity, List<Evidence> evidence, RegionReference region, StreamRecord<T> element) {
        if (!findings.isEmpty()) {
            findings.route(
                    identity,
                    evidence,
                    region,
                    catalogue::region,
                    position(Topic.RULES),
                    routed -> output.collect(element.replace(routed)));
        }
    }
}
