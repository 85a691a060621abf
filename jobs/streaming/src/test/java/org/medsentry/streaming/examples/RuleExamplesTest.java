package org.medsentry.streaming.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.RuleException;

/** What is said of examples that do not come true. */
class RuleExamplesTest {

    private static final String LIMIT = withoutExamples("purchase-ephedrine-limit.yaml");
    private static final String SILENT = """
            id: test-silent
            version: 1
            kind: absence
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "静默", en: "Silent"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            silent: 24 h
            activeDays: 2
            explanation: {zh: "静默", en: "Silent"}
            """;

    private static final String RING = """
            id: test-ring
            version: 1
            kind: count
            stream: signals
            topic: PURCHASE
            title: {zh: "团伙", en: "Ring"}
            key: {type: county, value: [signal.region.code]}
            within: 7 days
            when: signal.ruleId == 'purchase-ephedrine-hopping'
            measures:
              buyers: {distinct: signal.key.value}
            levels:
              - {level: II, when: buyers >= 2}
            explanation: {zh: "团伙", en: "Ring"}
            """;
    private static final String SIGHTED = """
            id: test-sighted
            version: 1
            kind: pattern
            stream: sightings
            topic: TRACE
            level: II
            title: {zh: "追溯码", en: "Trace code"}
            key: {type: traceCode, value: [event.traceCode]}
            steps:
              - id: seen
                when: event.stream == 'online-sales' && product.onlineBanned
            explanation: {zh: "追溯码", en: "Trace code"}
            """;

    private static String withoutExamples(String file) {
        String text = DefaultRules.files().get(file);
        return text.substring(0, text.indexOf("examples:"));
    }

    private static String failure(String rule, String example) throws RuleException {
        List<ExampleOutcome> outcomes = run(rule, example);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0).failure();
    }

    private static List<ExampleOutcome> run(String rule, String example) throws RuleException {
        return RuleExamples.run(Map.of("test.yaml", rule + "examples:\n" + example.indent(2)));
    }

    @Test
    void aPassedExampleSaysNothing() throws RuleException {
        assertThat(run(LIMIT, """
                - name: three
                  raises: {level: III, key: T1, evidence: [e1]}
                  events: [{quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}]
                """))
                .containsExactly(new ExampleOutcome(
                        "purchase-ephedrine-limit", "test.yaml", LIMIT.split("\n").length + 2, "three", null));
    }

    @Test
    void whatWasRaisedInPlaceOfWhatMustBeIsSaid() throws RuleException {
        assertThat(failure(LIMIT, """
                - name: wrong
                  raises: {level: II, key: T1}
                  events: [{quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}]
                """)).isEqualTo("must raise II for T1, but raised III for T1 from e1");
        assertThat(failure(LIMIT, """
                - name: wrong
                  raises: {key: T2, evidence: [e2]}
                  events: [{quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}]
                """)).isEqualTo("must raise any level for T2 from e2, but raised III for T1 from e1");
        assertThat(failure(LIMIT, """
                - name: wrong
                  raises: {evidence: [e1]}
                  events: [{quantity: 3, product: &product {controlClass: EPHEDRINE_COMPOUND}}]
                """.replace("&product ", "")
                        .replace("}]", "}, {quantity: 4, product: {controlClass: EPHEDRINE_COMPOUND}}]")))
                .isEqualTo("must raise any level from e1, but raised III for T1 from e1, e2");
        assertThat(failure(LIMIT, """
                - name: wrong
                  raises: nothing
                  events: [{quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}]
                """)).isEqualTo("must raise nothing, but raised III for T1 from e1");
        assertThat(failure(LIMIT, """
                - name: wrong
                  raises: {level: III}
                  events: [{quantity: 2, product: {controlClass: EPHEDRINE_COMPOUND}}]
                """)).isEqualTo("must raise III, but raised nothing");
    }

    @Test
    void anEventThatBreaksTheContractIsNamedByItsLine() throws RuleException {
        int line = LIMIT.split("\n").length + 5;
        assertThat(failure(LIMIT, """
                - name: broken
                  raises: nothing
                  events:
                    - {quantity: 0}
                """)).startsWith("the event in line " + line + " breaks the contract: /quantity");
    }

    @Test
    void aRuleThatFailsToJudgeFailsItsExample() throws RuleException {
        assertThat(failure(LIMIT.replace("event.quantity > parameters.packages", "event.quantity / 0 > 1"), """
                - name: divided by zero
                  raises: nothing
                  events: [{product: {controlClass: EPHEDRINE_COMPOUND}}]
                """))
                .isEqualTo("judging failed, as by a division by zero");
    }

    @Test
    void theSameRecordAgainCountsOnceAndAnotherSourceIsAnotherRecord() throws RuleException {
        assertThat(failure(LIMIT, """
                - name: repeated
                  raises: nothing
                  events:
                    - {eventId: a, quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}
                    - {eventId: a, quantity: 3, product: {controlClass: EPHEDRINE_COMPOUND}}
                """)).endsWith("raised III for T1 from a");
    }

    @Test
    void oneExampleKnowsNothingOfAnother() throws RuleException {
        assertThat(run(LIMIT, """
                        - name: with a catalogue
                          raises: {key: T1}
                          events: [{quantity: 3, productCode: "86900000000011", product: {controlClass: EPHEDRINE_COMPOUND}}]
                        - name: without one
                          raises: nothing
                          events: [{quantity: 3, productCode: "86900000000011"}]
                        """)).extracting(ExampleOutcome::failure).containsOnlyNulls();
    }

    @Test
    void timeGoesOnUntilTheExampleEnds() throws RuleException {
        String silence = """
                - name: silence
                  raises: %s
                  until: %s
                  events:
                    - {at: 8 h, pharmacyId: P1}
                    - {at: 30 h, pharmacyId: P1}
                """;

        assertThat(failure(SILENT, silence.formatted("{key: P1}", "54 h"))).isNull();
        assertThat(failure(SILENT, silence.formatted("nothing", "53 h 59 min 59 s")))
                .isNull();
        assertThat(failure(SILENT, silence.formatted("nothing", "54 h")))
                .isEqualTo("must raise nothing, but raised IV for P1 from e2");
    }

    @Test
    void rulesOverSignalsAreGivenSignals() throws RuleException {
        assertThat(failure(RING, """
                - name: two buyers of one county
                  raises: {level: II, key: "500111", evidence: [e1, e3]}
                  events:
                    - {signal: {ruleId: purchase-ephedrine-hopping}}
                    - {at: 1 h, signal: {ruleId: purchase-fever, key: {value: T2}}}
                    - {at: 7 days, signal: {ruleId: purchase-ephedrine-hopping, key: {value: T3}}}
                    - {at: 7 days, signal: {ruleId: purchase-ephedrine-hopping, shadow: true, key: {value: T4}}}
                    - {at: 7 days, signal: {ruleId: purchase-ephedrine-hopping, region: {code: "500112"}}}
                """)).isNull();
    }

    @Test
    void rulesOverSightingsAreGivenSightings() throws RuleException {
        assertThat(failure(SIGHTED, """
                - name: seen online
                  raises: {key: "81234567890123456789", evidence: [e1]}
                  events:
                    - {traceCode: "81234567890123456789", platformId: PL1, product: {onlineBanned: true}}
                    - {traceCode: "81234567890123456780", product: {onlineBanned: true}}
                """)).isNull();
        assertThat(failure(SIGHTED, """
                - name: nothing to see
                  raises: nothing
                  events: [{pharmacyId: P1}]
                """)).endsWith("breaks the contract: a sighting names a traceCode or a lotNumber");
    }

    @Test
    void aModifierStandsWithTheRulesOfItsFilesOrThoseThatShip() throws RuleException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("modifier.yaml", withoutExamples("adr-high-risk-product.yaml") + """
                examples:
                  - name: a death
                    raises: {rule: adr-death, level: II}
                    events: [{seriousness: [DEATH], product: {riskClasses: [VACCINE]}}]
                """);
        assertThat(RuleExamples.run(files)).extracting(ExampleOutcome::failure).containsOnlyNulls();

        files.put("death.yaml", withoutExamples("adr-death.yaml").replace("level: III", "level: II"));
        assertThat(RuleExamples.run(files).get(0).failure()).startsWith("must raise adr-death II, but raised I for ");
    }

    @Test
    void aFileThatDoesNotPassItsCheckHasNoExamples() {
        assertThatThrownBy(() -> run(LIMIT, "- name: only\n"))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("an example needs 'events'");
    }
}
