package org.medsentry.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsentry.console.ConsoleExtras.Story;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.local.simulator.StreamTruth;
import org.medsentry.local.stack.GatewaySender;
import org.medsentry.local.stack.IndexCounts;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackSnapshot;
import org.medsentry.local.stack.StreamCounts;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.index.IndexNames;

/**
 * What a demo ends with: what was sent, what became of it, what Elasticsearch holds, and where this differs from what was
 * hidden in the month. Nothing is copied from the simulator into the columns that it is compared with.
 */
final class DemoAccount {

    private final StackObserver observer;
    private final KafkaCluster kafka;
    private final IndexCounts index;
    private final GatewaySender gateway;
    private final SimulationTruth truth;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param gateway what was sent over HTTP and how it was answered
     * @param truth null if the month was not sent to its end
     */
    DemoAccount(LocalStack stack, StackObserver observer, GatewaySender gateway, SimulationTruth truth) {
        this.observer = observer;
        this.kafka = stack.kafka();
        this.index = stack.index();
        this.gateway = gateway;
        this.truth = truth;
    }

    void complain(String complaint) {
        complaints.add(complaint);
    }

    /** @return whether all is as it should be */
    boolean print(PrintWriter out) {
        index.refresh();
        printStreams(out);
        printRules(out);
        printExamples(out);
        printJobs(out);
        if (truth != null) {
            StoryCheck stories = new StoryCheck(index, truth);
            out.println(stories.summary());
            complaints.addAll(stories.complaints());
        }
        if (complaints.isEmpty()) {
            out.println(truth == null ? "stopped early; nothing to complain of" : "all accounted for");
        }
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        return complaints.isEmpty();
    }

    private void printStreams(PrintWriter out) {
        StackSnapshot snapshot = observer.snapshot();
        Map<Stream, Long> late = lateRecords();
        Map<String, Map<String, Long>> deadLetters = index.countBy(IndexNames.DEAD_LETTERS, "stream", "reason");
        TextTable table =
                new TextTable("STREAM", ">SENT", ">OVER HTTP", ">NOT PASSED ON", ">GOOD", ">DEAD LETTERS", ">LATE");
        for (Stream stream : Stream.values()) {
            StreamCounts counts = snapshot.streams().get(stream);
            Map<String, Long> reasons = deadLetters.getOrDefault(stream.id(), Map.of());
            long dead = reasons.values().stream().mapToLong(Long::longValue).sum();
            GatewaySender.Answers answers = gateway.answers(stream);
            table.row(
                    stream.id(),
                    counts.received() + answers.withheld(),
                    answers.accepted() + answers.withheld(),
                    answers.withheld(),
                    counts.good(),
                    dead,
                    late.getOrDefault(stream, 0L));
            if (counts.received() != counts.good() + dead) {
                complain(stream.id() + ": what is on the topic is not good + dead letters");
            }
            if (truth != null) {
                compare(stream, truth.streams().get(stream.id()), counts, reasons);
            }
        }
        out.println();
        table.print(out);
    }

    private void compare(Stream stream, StreamTruth expected, StreamCounts counts, Map<String, Long> reasons) {
        GatewaySender.Answers answers = gateway.answers(stream);
        if (expected.records() != counts.received() + answers.withheld()) {
            complain(stream.id() + ": the month has " + expected.records() + " records");
        }
        if (expected.good() + expected.duplicates() != counts.good() + answers.duplicates()) {
            complain(stream.id() + ": the month has " + expected.good() + " good records and " + expected.duplicates()
                    + " duplicates");
        }
        Map<String, Long> refused = new TreeMap<>(reasons);
        answers.rejected().forEach((reason, records) -> refused.merge(reason, records, Long::sum));
        if (!new TreeMap<>(expected.bad()).equals(refused)) {
            complain(stream.id() + ": the month has bad records " + new TreeMap<>(expected.bad())
                    + ", dead letters and refusals of the gateway are " + refused);
        }
    }

    private Map<Stream, Long> lateRecords() {
        Map<Stream, Long> late = new EnumMap<>(Stream.class);
        kafka.readToEnd(
                Topic.LATE_RECORDS,
                row -> late.merge(
                        Stream.of(Documents.fromJson(row.value(), LateRecord.class).stream()), 1L, Long::sum));
        return late;
    }

    private void printRules(PrintWriter out) {
        Map<String, Map<String, Long>> signals = index.countBy(IndexNames.SIGNALS, "ruleId", "level");
        Map<String, Map<String, Long>> alerts = index.countBy(IndexNames.ALERTS, "ruleId", "level");
        TextTable table = new TextTable("RULE", ">SIGNALS", ">ALERTS", ">I", ">II", ">III", ">IV");
        for (String rule : new TreeSet<>(signals.keySet())) {
            Map<String, Long> levels = alerts.getOrDefault(rule, Map.of());
            table.row(
                    rule,
                    sum(signals.get(rule)),
                    sum(levels),
                    levels.getOrDefault(Level.I.name(), 0L),
                    levels.getOrDefault(Level.II.name(), 0L),
                    levels.getOrDefault(Level.III.name(), 0L),
                    levels.getOrDefault(Level.IV.name(), 0L));
        }
        long all = index.count(IndexNames.ALERTS);
        out.println();
        out.println("as counted in Elasticsearch: " + index.count(IndexNames.SIGNALS) + " signals, " + all
                + " alerts of " + alerts.size() + " rules (columns I to IV: alerts by level)");
        table.print(out);
        if (all == 0) {
            complain("no alert was raised");
        }
        if (truth != null) {
            checkGuide(alerts.keySet());
        }
    }

    /** The console's first page sends a newcomer to the alerts of each of these rules. */
    private void checkGuide(Set<String> alerted) {
        for (Story story : DemoGuide.stories()) {
            for (String rule : DemoGuide.rules(story)) {
                if (!alerted.contains(rule)) {
                    complain("the console's story \"" + story.titleEn() + "\" shows no alert of " + rule);
                }
            }
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void printExamples(PrintWriter out) {
        JsonNode answer = index.search(IndexNames.ALERTS, """
                {"size": 2, "sort": [{"levelRank": "asc"}, {"evidenceCount": "desc"}, {"alertId": "asc"}]}""");
        if (answer == null) {
            return;
        }
        out.println();
        for (JsonNode hit : answer.at("/hits/hits")) {
            JsonNode alert = hit.path("_source");
            out.println("for example, level " + alert.path("level").asText() + ", " + alert.path("evidenceCount")
                    + " records, for " + units(alert) + ":");
            out.println("  " + alert.at("/explanation/zh").asText());
            out.println("  " + alert.at("/explanation/en").asText());
        }
    }

    private static String units(JsonNode alert) {
        List<String> names = new ArrayList<>();
        alert.path("units")
                .forEach(unit -> names.add(
                        unit.path("name").isObject()
                                ? unit.at("/name/zh").asText()
                                : unit.path("name").asText(unit.path("id").asText())));
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    private void printJobs(PrintWriter out) {
        out.println();
        for (JobCluster.JobState state : observer.jobs()) {
            if (!state.isSound()) {
                complain(state.job().jobName() + " is " + state.status() + " after " + state.restarts() + " restarts");
            }
        }
    }
}
