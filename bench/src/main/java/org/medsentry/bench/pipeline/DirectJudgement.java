package org.medsentry.bench.pipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsentry.rules.Facts;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Judges the load once, record by record, with no Flink around it: what the job has to find of the rules on one record. What
 * rules over several records find depends on the order in which partitions are read. A benchmark that loses or doubles
 * signals measures nothing.
 */
final class DirectJudgement {

    private final PurchaseRegistrationDecoder decoder;
    private final Catalogue catalogue = new Catalogue();
    private final LiveRules rules = new LiveRules();
    private final Set<String> judged = new HashSet<>();

    private long records;
    private long bytes;
    private final SortedMap<String, Long> signalsByRule = new TreeMap<>();
    private long deadLetters;

    DirectJudgement(Path keyFile) {
        decoder = new PurchaseRegistrationDecoder(new Pseudonymiser(SecretKeys.load(keyFile)));
    }

    /** @throws IllegalStateException if the row is bad */
    void obey(ControlRecord row) {
        try {
            catalogue.apply(row);
        } catch (RecordException bad) {
            throw new IllegalStateException(row.brokerTopic() + " holds a bad row: " + bad.getMessage(), bad);
        }
    }

    /** @throws IllegalStateException if the rule does not pass its check */
    void obey(RulePublication rule) {
        try {
            rules.apply(rule);
        } catch (RuleException bad) {
            throw new IllegalStateException(bad.getMessage(), bad);
        }
    }

    void judge(byte[] value) {
        records++;
        bytes += value.length;
        PurchaseRegistration purchase;
        try {
            purchase = decoder.decode(value, Instant.now());
        } catch (RecordException bad) {
            deadLetters++;
            return;
        }
        Facts facts = Facts.purchase(
                purchase,
                catalogue.product(purchase.productCode()),
                catalogue.recall(purchase.productCode(), purchase.lotNumber(), purchase.occurredAt()));
        rules.judge(
                RuleStream.PURCHASE_REGISTRATIONS,
                facts,
                List.of(),
                firing -> {
                    if (judged.add(String.join(
                            "\u0000",
                            firing.ruleId(),
                            firing.key().type(),
                            firing.key().value(),
                            purchase.source(),
                            purchase.eventId()))) {
                        signalsByRule.merge(firing.ruleId(), 1L, Long::sum);
                    }
                },
                hit -> {});
    }

    long records() {
        return records;
    }

    /** Mean length of a record's value. */
    long meanBytes() {
        return records == 0 ? 0 : bytes / records;
    }

    /** Signals of rules on one record. */
    long signals() {
        return signalsByRule.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same by rule id. */
    SortedMap<String, Long> signalsByRule() {
        return signalsByRule;
    }

    long deadLetters() {
        return deadLetters;
    }

    int rulesInForce() {
        return rules.inForce().size();
    }

    int products() {
        return catalogue.size(Topic.PRODUCTS);
    }
}
