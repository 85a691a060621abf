package org.medsentry.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsentry.local.simulator.ScenarioTruth.Expectation;
import org.medsentry.local.simulator.ScenarioTruth.NearMiss;
import org.medsentry.rules.Firing;
import org.medsentry.rules.RuleException;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;

/** The truth of a month, held against the rules that ship: what the simulator says must come of it does come of it. */
class SimulationTruthTest {

    private static final Set<String> ONE_EVENT_RULES = Set.of(
            "purchase-fever",
            "purchase-ephedrine-limit",
            "purchase-recalled-lot",
            "adr-death",
            "adr-serious-unlisted",
            "adr-late-report",
            "online-banned",
            "online-unlicensed",
            "online-prescription-unverified",
            "online-recalled-lot");

    private static SimulationTruth truth;
    private static final Map<RecordReference, Map<String, Firing>> fired = new HashMap<>();
    private static final Set<RecordReference> records = new HashSet<>();

    @BeforeAll
    static void judgeTheMonth() throws RuleException {
        Simulator simulator = new Simulator(TestingMonths.small());
        truth = simulator.truth();
        TestingMonths.Decoders decoders = new TestingMonths.Decoders();
        ShippedRules rules = new ShippedRules(Catalogue.shipped());
        simulator.records().forEach(record -> {
            try {
                StreamRecord decoded = decoders.decode(record);
                RecordReference reference =
                        new RecordReference(decoded.stream().id(), decoded.source(), decoded.eventId());
                records.add(reference);
                rules.judge(decoded)
                        .forEach(firing -> fired.computeIfAbsent(reference, key -> new HashMap<>())
                                .putIfAbsent(firing.ruleId(), firing));
            } catch (RecordException bad) {
                // counted elsewhere
            }
        });
    }

    @Test
    void theRulesFireOnAsManyRecordsAsTheTruthSays() {
        Map<String, Long> recordsByRule = new TreeMap<>();
        fired.values().forEach(rules -> rules.keySet().forEach(rule -> recordsByRule.merge(rule, 1L, Long::sum)));

        Map<String, Long> ofOneEvent = new TreeMap<>(truth.recordsByRule());
        assertThat(ofOneEvent.remove("purchase-prescription-missing"))
                .as("it counts, but each record is enough")
                .isPositive();
        assertThat(ofOneEvent).isEqualTo(recordsByRule);
        assertThat(recordsByRule).containsOnlyKeys(ONE_EVENT_RULES);
    }

    @Test
    void everyScenarioHasItsRecordsAndMostOfThemAnExpectation() {
        assertThat(truth.scenarios()).extracting(ScenarioTruth::scenario).containsExactly(Scenario.values());
        for (ScenarioTruth scenario : truth.scenarios()) {
            boolean transport = Set.of(Scenario.BAD_RECORDS, Scenario.DUPLICATES, Scenario.VERY_LATE)
                    .contains(scenario.scenario());
            assertThat(scenario.expectations().isEmpty())
                    .as(scenario.scenario().id())
                    .isEqualTo(transport);
            scenario.expectations().forEach(expectation -> assertThat(records).containsAll(expectation.evidence()));
            scenario.nearMisses().forEach(nearMiss -> assertThat(records).contains(nearMiss.record()));
        }
        Set<String> ruleIds = new LinkedHashSet<>();
        truth.scenarios().forEach(scenario -> scenario.expectations().forEach(each -> ruleIds.add(each.ruleId())));
        assertThat(ruleIds).containsAll(ONE_EVENT_RULES);
    }

    @Test
    void evidenceOfOneEventRulesSetsThemOffWithTheKeyTold() {
        Pseudonymiser pseudonymiser = TestingMonths.pseudonymiser();
        for (Expectation expectation : oneEventExpectations()) {
            assertThat(expectation.evidence()).isNotEmpty();
            for (RecordReference record : expectation.evidence()) {
                Firing firing = fired.getOrDefault(record, Map.of()).get(expectation.ruleId());
                assertThat(firing).as(expectation + " " + record).isNotNull();
                assertThat(firing.key().type()).isEqualTo(expectation.keyType());
                if (expectation.key() != null) {
                    boolean buyer = expectation.keyType().equals("buyer");
                    assertThat(firing.key().value())
                            .isEqualTo(buyer ? pseudonymiser.person(expectation.key()) : expectation.key());
                }
                assertThat(firing.level()).isEqualTo(Level.valueOf(expectation.level()));
            }
        }
    }

    @Test
    void nearMissesSetNothingOff() {
        List<NearMiss> nearMisses = truth.scenarios().stream()
                .flatMap(scenario -> scenario.nearMisses().stream())
                .filter(nearMiss -> ONE_EVENT_RULES.contains(nearMiss.ruleId()))
                .toList();
        assertThat(nearMisses).hasSizeGreaterThan(12);
        assertThat(nearMisses)
                .allSatisfy(nearMiss -> assertThat(
                                fired.getOrDefault(nearMiss.record(), Map.of()).keySet())
                        .doesNotContain(nearMiss.ruleId()));
    }

    @Test
    void ordinaryDaysAreMostlyClean() {
        SimulationTruth ordinary =
                new Simulator(SimulationSettings.endingAt(TestingMonths.END).withScenarios(Set.of())).truth();
        long good = ordinary.streams().values().stream()
                .mapToLong(StreamTruth::good)
                .sum();
        Map<String, Long> hits = ordinary.recordsByRule();

        assertThat(good).isBetween(160_000L, 185_000L);
        assertThat(hits)
                .containsOnlyKeys(
                        "purchase-fever",
                        "purchase-prescription-missing",
                        "adr-death",
                        "adr-serious-unlisted",
                        "adr-late-report",
                        "online-unlicensed",
                        "online-prescription-unverified");
        assertThat(hits.get("purchase-fever")).isBetween(200L, 900L);
        assertThat(hits.get("purchase-prescription-missing")).isBetween(5L, 80L);
        assertThat(hits.get("adr-late-report")).isBetween(5L, 80L);
        assertThat(hits.values().stream().mapToLong(Long::longValue).sum()).isLessThan(good / 100);
        assertThat(ordinary.streams()).allSatisfy((stream, counts) -> {
            assertThat(counts.duplicates()).isZero();
            assertThat(counts.badRecords()).isZero();
            assertThat(counts.behindFortyEightHours()).isZero();
        });
    }

    private static List<Expectation> oneEventExpectations() {
        return truth.scenarios().stream()
                .flatMap(scenario -> scenario.expectations().stream())
                .filter(expectation -> ONE_EVENT_RULES.contains(expectation.ruleId()))
                .toList();
    }
}
