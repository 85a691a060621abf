package org.medsentry.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medsentry.local.simulator.RecordReference;
import org.medsentry.local.simulator.ScenarioTruth;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.local.stack.IndexCounts;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.index.IndexNames;

/** Holds the signals in Elasticsearch against the stories hidden in a simulated month. */
final class StoryCheck {

    private final IndexCounts index;
    private final Set<String> rules = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private int expected;
    private int found;
    private int ofLaterRules;
    private int nearMisses;

    StoryCheck(IndexCounts index, SimulationTruth truth) {
        this.index = index;
        DefaultRules.files().keySet().forEach(file -> rules.add(file.replace(".yaml", "")));
        truth.scenarios().forEach(this::check);
    }

    private void check(ScenarioTruth story) {
        for (ScenarioTruth.Expectation expectation : story.expectations()) {
            if (!rules.contains(expectation.ruleId())) {
                ofLaterRules++;
                continue;
            }
            if (expectation.evidence().isEmpty() && expectation.key() != null) {
                check(story, expectation);
            }
            for (RecordReference record : expectation.evidence()) {
                expected++;
                if (isEvidence(expectation.ruleId(), record)) {
                    found++;
                } else {
                    complaints.add("story " + story.scenario().id() + ": " + expectation.ruleId() + " missed "
                            + record.source() + "/" + record.eventId());
                }
            }
        }
        for (ScenarioTruth.NearMiss nearMiss : story.nearMisses()) {
            if (rules.contains(nearMiss.ruleId())) {
                nearMisses++;
                if (isEvidence(nearMiss.ruleId(), nearMiss.record())) {
                    complaints.add("story " + story.scenario().id() + ": " + nearMiss.ruleId() + " wrongly took "
                            + nearMiss.record().source() + "/"
                            + nearMiss.record().eventId());
                }
            }
        }
    }

    /** Rules that count days cite some of the records, whichever are the newest. */
    private void check(ScenarioTruth story, ScenarioTruth.Expectation expectation) {
        expected++;
        if (isRaised(expectation.ruleId(), expectation.key())) {
            found++;
        } else {
            complaints.add(
                    "story " + story.scenario().id() + ": " + expectation.ruleId() + " missed " + expectation.key());
        }
    }

    private boolean isRaised(String ruleId, String key) {
        JsonNode answer = index.search(IndexNames.SIGNALS, """
                {"size": 0, "track_total_hits": 1, "query": {"bool": {"filter": [{"term": {"ruleId": "%s"}},
                 {"term": {"key.value": "%s"}}]}}}""".formatted(ruleId, key));
        return answer != null && answer.at("/hits/total/value").asLong() > 0;
    }

    private boolean isEvidence(String ruleId, RecordReference record) {
        JsonNode answer = index.search(
                IndexNames.SIGNALS, """
                {"size": 0, "track_total_hits": 1, "query": {"bool": {"filter": [{"term": {"ruleId": "%s"}},
                 {"term": {"evidence.stream": "%s"}}, {"term": {"evidence.source": "%s"}},
                 {"term": {"evidence.eventId": "%s"}}]}}}""".formatted(ruleId, record.stream(), record.source(), record.eventId()));
        return answer != null && answer.at("/hits/total/value").asLong() > 0;
    }

    String summary() {
        return "stories: " + found + " of " + expected + " findings made that the rules in force have to make; "
                + nearMisses + " near misses looked at; " + ofLaterRules + " expectations are of rules yet to come";
    }

    List<String> complaints() {
        return complaints;
    }
}
