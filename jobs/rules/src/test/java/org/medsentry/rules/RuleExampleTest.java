package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Level;

/** Examples are read with the types of the contracts; what does not fit is said with its line and column. */
class RuleExampleTest {

    private static final String EXAMPLES = """
            examples:
              - name: two sales
                raises: {level: II, key: T1, evidence: [e1, e2]}
                until: 8 days
                events:
                  - {eventId: e1, pharmacyId: 17, quantity: 3, buyer: {token: T1, temperatureC: 38, symptoms: [FEVER]}}
                  - {eventId: e2, at: 72 h 1 s, product: {categories: [ANTIVIRAL]}, recall: {class: 2, effectiveAt: -2 days}}
                  - {eventId: e3, lotNumber: ~}
              - name: none
                raises: nothing
                events: [{at: "2025-03-03T08:00:00+08:00"}]
              - name: several
                raises: [{level: I, key: A}, {rule: other, level: III}]
                events: [{}]
            """;

    private static List<RuleExample> read(String examples) throws RuleException {
        String yaml = TestingFiles.PATTERN + examples;
        RuleFile.parse("test.yaml", yaml);
        return RuleFile.examples("test.yaml", yaml);
    }

    private static List<String> problems(String examples) {
        int before = TestingFiles.PATTERN.split("\n").length;
        RuleException refused = catchThrowableOfType(RuleException.class, () -> read(examples));
        return refused.problems().stream()
                .map(problem -> (problem.line() - before) + ":" + problem.column() + ": " + problem.message())
                .toList();
    }

    @Test
    void readsEventsWithTheTypesOfTheirFields() throws RuleException {
        RuleExample example = read(EXAMPLES).get(0);

        assertThat(example.name()).isEqualTo("two sales");
        assertThat(example.raises())
                .containsExactly(new RuleExample.Expected(null, Level.II, "T1", List.of("e1", "e2")));
        assertThat(example.until()).isEqualTo(Duration.ofDays(8));
        RuleExample.Event first = example.events().get(0);
        assertThat(first.at()).isEqualTo(RuleExample.START);
        assertThat(first.fields())
                .containsEntry("pharmacyId", "17")
                .containsEntry("quantity", 3L)
                .containsEntry("buyer", Map.of("token", "T1", "temperatureC", 38.0, "symptoms", List.of("FEVER")));
        assertThat(first.product()).isNull();
    }

    @Test
    void timesCountFromAMidnightAndGoOnFromEventToEvent() throws RuleException {
        List<RuleExample> examples = read(EXAMPLES);

        RuleExample.Event second = examples.get(0).events().get(1);
        Instant expected = RuleExample.START.plus(Duration.ofHours(72)).plusSeconds(1);
        assertThat(second.at()).isEqualTo(expected);
        assertThat(second.recall())
                .isEqualTo(Map.of("class", 2L, "effectiveAt", RuleExample.START.minus(Duration.ofDays(2))));
        assertThat(examples.get(0).events().get(2).at()).isEqualTo(expected);
        assertThat(examples.get(0).events().get(2).fields()).containsEntry("lotNumber", null);
        assertThat(examples.get(1).events().get(0).at()).isEqualTo(Instant.parse("2025-03-03T00:00:00Z"));
        assertThat(RuleExample.START).isEqualTo(Instant.parse("2025-03-03T00:00:00+08:00"));
    }

    @Test
    void anEventThatIsRepeatedMakesARow() throws RuleException {
        List<RuleExample.Event> events = read("""
                examples:
                  - name: a row
                    raises: nothing
                    events:
                      - {at: 1 h, repeat: 3, every: 20 min, buyer: {token: "T#", symptoms: [FEVER]}, receiptId: R}
                      - {pharmacyId: P2}
                """).get(0).events();

        assertThat(events)
                .extracting(
                        event -> Duration.between(RuleExample.START, event.at()).toMinutes())
                .containsExactly(60L, 80L, 100L, 100L);
        assertThat(events.subList(0, 3))
                .extracting(event -> event.fields().get("buyer"))
                .containsExactly(
                        Map.of("token", "T1", "symptoms", List.of("FEVER")),
                        Map.of("token", "T2", "symptoms", List.of("FEVER")),
                        Map.of("token", "T3", "symptoms", List.of("FEVER")));
        assertThat(events.get(3).fields()).isEqualTo(Map.of("pharmacyId", "P2"));
        assertThat(problems("""
                examples:
                  - name: a row
                    raises: nothing
                    events:
                      - {repeat: 501}
                      - {every: 1 h}
                      - {repeat: 2, every: often}
                """))
                .containsExactly(
                        "5:18: 'repeat' is a whole number from 1 to 500",
                        "6:10: 'every' goes with 'repeat'",
                        "7:28: 'every' is a duration, as in 90 min, 72 h or 15 days");
    }

    @Test
    void aHistoryOfDaysIsOneLine() throws RuleException {
        List<RuleExample.Event> events = read("""
                examples:
                  - name: days
                    raises: nothing
                    events:
                      - {at: 8 h, perDay: [2, 0, 1], receiptId: "R#"}
                """).get(0).events();

        assertThat(events)
                .extracting(event -> Duration.between(RuleExample.START, event.at())
                                .toHours() + " " + event.fields().get("receiptId"))
                .containsExactly("8 R1", "14 R2", "56 R3");
        assertThat(problems("""
                examples:
                  - name: days
                    raises: nothing
                    events:
                      - {perDay: [1, 1001]}
                      - {perDay: [1], repeat: 3}
                """))
                .containsExactly(
                        "5:22: 'perDay' lists whole numbers, how many on each day, at most 1000",
                        "6:10: 'perDay' stands without 'repeat' and 'every'");
    }

    @Test
    void nothingOrSeveralThingsMayBeExpected() throws RuleException {
        List<RuleExample> examples = read(EXAMPLES);

        assertThat(examples.get(1).raises()).isEmpty();
        assertThat(examples.get(2).raises())
                .containsExactly(
                        new RuleExample.Expected(null, Level.I, "A", null),
                        new RuleExample.Expected("other", Level.III, null, null));
        assertThat(RuleFile.examples("test.yaml", TestingFiles.PATTERN)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaidWhereItStands() {
        assertThat(problems("""
                examples:
                  - name: one
                    raises: {levle: II}
                    events:
                      - {at: soon, quantty: 1, quantity: many, channel: POST, buyer: {token: [T1]}}
                      - {licence: {}, occurredAt: 1 fortnight, product: {categories: [FOOD]}}
                  - name: one
                    events: []
                  - text
                """))
                .containsExactly(
                        "3:14: unknown key 'levle' in 'raises', did you mean 'level'?",
                        "5:14: a time is written like 2025-03-03T08:00:00+08:00, or as an offset like 72 h 1 s",
                        "5:20: unknown field 'quantty' of PurchaseRegistration, did you mean 'quantity'?",
                        "5:42: 'quantity' is a whole number",
                        "5:57: 'channel' is one of COUNTER, ONLINE_PICKUP, DELIVERY",
                        "5:78: 'token' is a text",
                        "6:10: unknown field 'licence' of PurchaseRegistration",
                        "6:35: a time is written like 2025-03-03T08:00:00+08:00, or as an offset like 72 h 1 s",
                        "6:71: 'categories' is one of ANTIPYRETIC, ANTITUSSIVE, ANTIVIRAL, ANTIBIOTIC",
                        "7:5: an example needs 'raises'",
                        "7:11: another example is named 'one' already",
                        "8:13: 'events' must not be empty",
                        "9:5: an example is a map");
    }
}
