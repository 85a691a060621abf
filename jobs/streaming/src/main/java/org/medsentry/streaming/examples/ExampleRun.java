package org.medsentry.streaming.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleExample;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.JobOptions;
import org.medsentry.streaming.pattern.KeyedRulesSettings;
import org.medsentry.streaming.pattern.RuleRehearsal;

/** One example, from its first event to its end: reference data, a stream time and a state of its own. */
final class ExampleRun {

    /** Watermarks stay behind the newest record as they do live. */
    private final Duration outOfOrderness;

    private final RuleStream stream;
    private final ExampleDecoder decoder;
    private final ExampleRecords records;
    private final ExampleCatalogue catalogue;
    private final RuleRehearsal rehearsal;
    private final Map<String, AdverseReaction> reports = new HashMap<>();
    private Instant newest = Instant.MIN;

    ExampleRun(RuleStream stream, LiveRules rules, ExampleDecoder decoder, ExampleCatalogue catalogue) {
        this.stream = stream;
        this.decoder = decoder;
        this.catalogue = catalogue;
        this.records = new ExampleRecords(stream);
        this.outOfOrderness = value(stream.isDerived() ? JobOptions.ALLOWED_LATENESS : JobOptions.OUT_OF_ORDERNESS);
        this.rehearsal = new RuleRehearsal(
                rules,
                catalogue.rows(),
                new KeyedRulesSettings(
                        DetectionClock.STREAM,
                        value(JobOptions.DEDUPLICATION_RETENTION),
                        value(JobOptions.ALLOWED_LATENESS),
                        value(JobOptions.EXACT_MEMBERS),
                        value(JobOptions.MOST_PARTIAL_MATCHES),
                        value(JobOptions.CACHED_RECORDS)));
    }

    private static <T> T value(ConfigOption<T> option) {
        return option.defaultValue();
    }

    /** @throws ExampleException if an event breaks the contract */
    List<Signal> run(RuleExample example) throws Exception {
        for (int index = 0; index < example.events().size(); index++) {
            RuleExample.Event event = example.events().get(index);
            try {
                Instant time = event.signal() == null ? record(event, index + 1) : signal(event, index + 1);
                newest = time.isAfter(newest) ? time : newest;
            } catch (RecordException | IllegalArgumentException broken) {
                throw new ExampleException(event.line(), "breaks the contract: " + broken.getMessage());
            }
            rehearsal.advanceTo(newest.minus(outOfOrderness).minusMillis(1));
        }
        Instant end = example.until() == null ? newest : RuleExample.START.plus(example.until());
        rehearsal.advanceTo(end);
        return rehearsal.signals();
    }

    /** Records that came too late for a rule that needs order, by event id. */
    List<String> late() {
        return rehearsal.late();
    }

    private Instant record(RuleExample.Event event, int number) throws Exception {
        ObjectNode json = records.record(event, number);
        if (event.product() != null) {
            catalogue.apply(Topic.PRODUCTS, records.product(event, json));
        }
        if (event.recall() != null) {
            catalogue.apply(Topic.RECALLS, records.recall(event, json));
        }
        if (event.licence() != null) {
            catalogue.apply(Topic.LICENCES, records.licence(event, json));
        }
        if (stream == RuleStream.SIGHTINGS) {
            Sighting sighting = Documents.fromJson(json.toString().getBytes(StandardCharsets.UTF_8), Sighting.class);
            if (sighting.traceCode() == null && sighting.lotNumber() == null) {
                throw new IllegalArgumentException("a sighting names a traceCode or a lotNumber");
            }
            rehearsal.accept(sighting);
            return sighting.occurredAt();
        }
        StreamRecord record = decoder.decode(stream, json);
        if (record instanceof AdverseReaction report) {
            accept(report);
        } else {
            rehearsal.accept(record);
        }
        return record.streamTime();
    }

    /** As report versions are taken: a higher one replaces what came before, a lower or equal one is a repeat. */
    private void accept(AdverseReaction report) throws Exception {
        String id = report.source() + '\u0000' + report.eventId();
        AdverseReaction before = reports.get(id);
        if (before == null || before.version() < report.version()) {
            reports.put(id, report);
            rehearsal.accept(report, before);
        }
    }

    private Instant signal(RuleExample.Event event, int number) throws Exception {
        Signal signal = Documents.fromJson(
                records.signal(event, number).toString().getBytes(StandardCharsets.UTF_8), Signal.class);
        if (signal.ruleId() == null) {
            throw new IllegalArgumentException("a signal names its ruleId");
        }
        RegionReference region = signal.region() == null
                ? null
                : catalogue.rows().region(signal.region().code());
        Signal complete = withRegion(signal, region);
        rehearsal.accept(stream, complete);
        return complete.lastEventAt();
    }

    private static Signal withRegion(Signal signal, RegionReference region) {
        return new Signal(
                signal.signalId(),
                signal.ruleId(),
                signal.ruleVersion(),
                signal.stream(),
                signal.level(),
                signal.modifiers(),
                signal.topic(),
                signal.key(),
                signal.subject(),
                region,
                signal.firstEventAt(),
                signal.lastEventAt(),
                signal.detectedAt(),
                signal.observed(),
                signal.expected(),
                signal.threshold(),
                signal.score(),
                signal.window(),
                signal.title(),
                signal.explanation(),
                signal.raisesAlert(),
                signal.shadow(),
                signal.caseKey(),
                signal.inhibits(),
                signal.evidence(),
                signal.series());
    }
}
