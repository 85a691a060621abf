package org.medsentry.streaming.pattern;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.rules.Facts;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates every condition that looks at one record alone, before any shuffle: what no live rule cares about goes no
 * further. Not an operator but the piece that {@link JudgeAtSource} and {@link JudgeOfStream} have in common.
 *
 * @param <T> what comes in; the kinds of judge differ in what they know of it
 */
public abstract class RuleJudge<T> implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RuleJudge.class);

    private final RuleStream stream;
    private final ControlLoader loader;
    private final Set<Topic> topics;

    private transient Catalogue catalogue;
    private transient LiveRules rules;
    private transient Counter firings;
    private transient Findings findings;
    private transient Consumer<Firing> firingFound;
    private transient Consumer<Hit> hitFound;

    /** @param reference the reference data that it needs beside the rules */
    RuleJudge(RuleStream stream, ControlLoader loader, Set<Topic> reference) {
        this.stream = stream;
        this.loader = loader;
        this.topics = EnumSet.of(Topic.RULES);
        this.topics.addAll(reference);
    }

    final ControlLoader loader() {
        return loader;
    }

    /** The control topics that it follows. */
    final Set<Topic> topics() {
        return topics;
    }

    /** Call once, before the first row of a control topic. */
    final void prepare(MetricGroup operator) {
        catalogue = new Catalogue();
        rules = new LiveRules();
        findings = new Findings();
        firingFound = this::collect;
        hitFound = findings::add;
        MetricGroup metrics = operator.addGroup("medsentry");
        firings = metrics.counter("firings");
        metrics.gauge("rulesInForce", () -> rules.inForce().size());
        metrics.gauge("products", () -> catalogue.size(Topic.PRODUCTS));
        metrics.gauge(
                "ruleFailures",
                () -> rules.failures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        open(metrics);
    }

    /** What a kind of judge needs beside rules and catalogue. */
    abstract void open(MetricGroup metrics);

    /** The control topics have been read to their end. */
    final void ready() {
        LOG.info(
                "{} is judged by {} rules against {} products",
                stream.id(),
                rules.inForce().size(),
                catalogue.size(Topic.PRODUCTS));
    }

    /** @param rulesPosition how far the rules have been read */
    abstract void judge(T record, long rulesPosition, JudgeOutput out);

    /** Takes a row into force; a bad one changes nothing. */
    final void obey(ControlRecord row) {
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

    /**
     * What all rules find in a record, until the next one is judged. Most records concern no rule: whatever only those need
     * that do is made after this has said so.
     */
    final Findings find(Facts whole, List<Facts> parts) {
        rules.judge(stream, whole, parts, firingFound, hitFound);
        return findings;
    }

    private void collect(Firing firing) {
        firings.inc();
        findings.add(firing);
    }

    /** Once a record is judged: what an earlier version of it counted where this one does not count is taken back. */
    final void takeBack(Facts formerWhole, List<Facts> formerParts) {
        rules.judge(stream, formerWhole, formerParts, raisedAlready -> {}, findings::replace);
    }
}
