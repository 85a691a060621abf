package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a pattern of several records is said before it is published, with its place. */
class SequenceFileTest {

    /** Steps begin at line 10; each of the tests writes one a line. */
    private static final String HEAD = """
            id: test-sequence
            version: 1
            kind: pattern
            stream: online-sales
            topic: ONLINE
            level: III
            title: {zh: "题目", en: "Title"}
            key: {type: seller, value: [event.sellerId]}
            within: 7 days
            steps:
            """;

    private static final String TAIL = """
            explanation: {zh: "甲", en: "A"}
            """;

    private static final String DOWN = "{id: down, when: event.type == 'DELISTING'}";
    private static final String UP = "{id: up, when: event.type == 'LISTING'}";

    private static String file(String... steps) {
        StringBuilder file = new StringBuilder(HEAD);
        for (String step : steps) {
            file.append("  - ").append(step).append('\n');
        }
        return file.append(TAIL).toString();
    }

    private static List<String> problems(String yaml) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFile.parse("test.yaml", yaml));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(problem -> problem.toString().substring("test.yaml:".length()))
                        .toList();
    }

    private static List<String> problemsOf(String... steps) {
        return problems(file(steps));
    }

    private static SequenceRule rule(String yaml) throws RuleException {
        return (SequenceRule) RuleFile.parse("test.yaml", yaml);
    }

    @Test
    void aGoodFile() throws RuleException {
        SequenceRule rule = rule(file(
                DOWN,
                "{id: orders, when: event.type == 'ORDER', least: 2, most: 4, inside: strict, next: any}",
                "{id: up, when: event.type == 'LISTING' && event.price < down.event.price, optional: true}"));
        assertThat(rule.within()).hasDays(7);
        assertThat(rule.afterMatch()).isEqualTo(new AfterMatch(AfterMatch.Kind.KEEP_ALL, null));
        assertThat(rule.steps())
                .containsExactly(
                        new SequenceStep("down", SequenceStep.Contiguity.RELAXED, false, false, null),
                        new SequenceStep(
                                "orders",
                                SequenceStep.Contiguity.ANY,
                                false,
                                false,
                                new SequenceStep.Repetition(2, 4, SequenceStep.Contiguity.STRICT, false, false)),
                        new SequenceStep("up", SequenceStep.Contiguity.RELAXED, false, true, null));
        assertThat(rule(file(DOWN, UP).replace("steps:", "afterMatch: skip-to-last up\nsteps:"))
                        .afterMatch())
                .isEqualTo(new AfterMatch(AfterMatch.Kind.SKIP_TO_LAST, "up"));
    }

    @Test
    void oneStepThatRepeatsNeedsNoAutomatonUnlessItAsksItself() throws RuleException {
        assertThat(rule(file("{id: o, when: event.type == 'ORDER', times: 3}")).isPlainRepetition())
                .isTrue();
        assertThat(rule(file("{id: o, when: 'o.all(r, r.event.price < event.price)', times: 3}"))
                        .isPlainRepetition())
                .isFalse();
        assertThat(rule(file("{id: o, when: event.type == 'ORDER', times: 3, inside: any}"))
                        .isPlainRepetition())
                .isFalse();
        assertThat(rule(file("{id: o, when: event.type == 'ORDER', least: 3}")).isPlainRepetition())
                .isFalse();
    }

    @Test
    void timeIsLimited() {
        assertThat(problems(file(DOWN, UP).replace("within: 7 days\n", "")))
                .containsExactly("1:1: a rule needs 'within'");
        assertThat(problems(file(DOWN, UP).replace("7 days", "soon")))
                .containsExactly("9:9: 'within' is a duration, as in 90 min, 72 h or 15 days");
        assertThat(problemsOf(DOWN))
                .containsExactly("11:10: a single record needs no 'within': several steps do, or one that repeats");
    }

    @Test
    void onlyStreamsWithAnOrder() {
        assertThat(problems(file("{id: a, when: 'true'}", "{id: b, when: 'true'}")
                        .replace("online-sales", "signals")
                        .replace("event.sellerId", "signal.key.value")))
                .containsExactly(
                        "4:9: signals come in no order of time, so no pattern of several records is matched there");
    }

    @Test
    void conditionsNameEarlierSteps() {
        assertThat(problemsOf(DOWN, "{id: up, when: event.price < down.event.prize}"))
                .containsExactly("12:45: unknown field 'prize', did you mean 'price'?");
        assertThat(problemsOf(DOWN, "{id: up, when: event.price < donw.event.price}"))
                .containsExactly("12:34: unknown name 'donw', did you mean 'down'?");
        assertThat(problemsOf("{id: down, when: up.event.price > 1.0}", UP))
                .containsExactly("11:22: step 'up' comes later: a condition names earlier steps");
        assertThat(problemsOf(DOWN, "{id: up, when: up.event.price > 1.0}"))
                .containsExactly("12:20: this is the step 'up' itself: its record is 'event'");
        assertThat(problemsOf(
                        DOWN,
                        "{id: order, when: event.type == 'ORDER', absent: true}",
                        "{id: up, when: event.price > order.event.price}"))
                .containsExactly("13:34: step 'order' is absent and takes no record");
        assertThat(problemsOf(DOWN, "{id: up, when: event.occurredAt == firstEventAt}"))
                .containsExactly("12:40: 'firstEventAt' is known when the pattern is complete, not in a step");
        assertThat(problemsOf(DOWN, "{id: up, when: event.price < down.event.sellerId}"))
                .containsExactly("12:32: '<' does not go with (double, string)");
        assertThat(problemsOf(DOWN, "{id: up, when: down.event == down.event}"))
                .containsExactly("12:31: whole records are not compared, compare a field");
        assertThat(problems(file(
                                "{id: first, when: 'true'}",
                                "{id: second, when: 'first.event.products.exists(p, p.lotNumber == event.source)'}")
                        .replace("online-sales", "adverse-reactions")
                        .replace("event.sellerId", "event.reporterId")))
                .containsExactly("12:37: a whole record is not kept with a step, name a field of it");
        assertThat(problemsOf(DOWN, "{id: up, when: event.price}"))
                .containsExactly("12:20: a condition is true or false, this is a number");
    }

    @Test
    void aStepThatRepeatsIsAList() {
        String orders = "{id: orders, when: event.type == 'ORDER', times: 2}";
        assertThat(problemsOf(
                        orders,
                        "{id: up, when: 'size(orders) == 2 && orders.exists(r, r.event.quantity > 3 && r.event.lotNumber =="
                                + " event.lotNumber) && orders[0].event.price < event.price'}"))
                .isEmpty();
        assertThat(problemsOf(orders, "{id: up, when: orders.event.price < 1.0}")
                        .get(0))
                .startsWith("12:26: ");
        assertThat(problemsOf("{id: o, when: 'size(o) == 0 || event.price > o[size(o) - 1].event.price', times: 3}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "next: strict | 11:55: the first step follows no other",
                "inside: any | 11:57: 'inside' needs 'times', 'least' or 'most' in the same step",
                "greedy: true | 11:57: 'greedy' needs 'times', 'least' or 'most' in the same step",
                "until: 'true' | 11:56: 'until' needs 'times', 'least' or 'most' in the same step",
                "times: 0 | 11:56: 'times' is a whole number from 1 to 100",
                "times: 2, least: 3 | 11:56: 'times' says it all: neither 'least' nor 'most' goes with it",
                "least: 3, most: 2 | 11:65: 'most' is not less than 'least'",
                "times: 2, until: event.type == 'ORDER' | 11:66: 'until' ends a repetition without 'times' and 'most'",
                "times: 2, inside: any, greedy: true | 11:80: a greedy step leaves nothing out, so 'inside' is not any",
                "least: 1, inside: any | 11:67: any combination of any number of records is too many: give 'most' or"
                        + " 'until'",
                "inside: loose, times: 2 | 11:57: 'inside' is one of relaxed, strict, any, not 'loose'",
                "optional: maybe | 11:59: 'optional' is one of true, false, not 'maybe'",
                "absent: true | 11:10: a pattern begins with a record that is there, not with an absent one",
                "last: true | 11:49: unknown key 'last' in a step, did you mean 'least'?",
            })
    void whatAStepCannotSay(String said, String problem) {
        assertThat(problemsOf(DOWN.replace("}", ", " + said + "}"), UP)).contains(problem);
    }

    @Test
    void stepsThatCannotBeTogether() {
        String absent = "{id: order, when: event.type == 'ORDER', absent: true}";
        assertThat(problemsOf(DOWN, absent.replace("}", ", times: 2}"), UP))
                .containsExactly("12:67: an absent step has no 'times'");
        assertThat(problemsOf(DOWN, absent.replace("}", ", next: any}"), UP))
                .containsExactly(
                        "12:66: an absent step is strict (not the very next record) or relaxed (none until the next step)");
        assertThat(problemsOf(DOWN, UP.replace("}", ", optional: true}"), absent))
                .containsExactly("13:10: an absent step cannot follow an optional one: make two rules");
        assertThat(problemsOf(DOWN, UP.replace("}", ", least: 1}"), absent))
                .containsExactly("13:10: an absent last step needs a known number of records before it: give step 'up'"
                        + " 'times'");
        assertThat(problemsOf(DOWN, UP.replace("}", ", least: 1}"), absent, DOWN.replace("down", "again")))
                .isEmpty();
        assertThat(problemsOf(DOWN.replace("}", ", least: 1, greedy: true}"), UP.replace("}", ", optional: true}")))
                .containsExactly("12:55: an optional step cannot follow a greedy one");
        assertThat(problemsOf(DOWN.replace("}", ", optional: true}"), UP.replace("}", ", optional: true}")))
                .containsExactly("11:10: no step must be there, so nothing at all would match");
        assertThat(problemsOf(DOWN, DOWN)).containsExactly("12:10: another step is named 'down' already");
        assertThat(problemsOf(DOWN, UP.replace("up,", "matches,")))
                .containsExactly("12:10: 'matches' has a meaning already");
        assertThat(problemsOf(DOWN, UP.replace("up,", "product,")))
                .containsExactly("12:10: 'product' has a meaning already");
    }

    @Test
    void stepsThatAreNeverReached() {
        assertThat(problemsOf(DOWN, "{id: up, when: event.type == 'LISTING' && 1 > 2}"))
                .containsExactly("12:20: this never holds, so the step is never reached");
        assertThat(problemsOf(DOWN, "{id: x, when: 1 > 2, absent: true}", UP))
                .containsExactly("12:19: this never holds, so the absent step says nothing");
        assertThat(problemsOf(DOWN, "{id: x, when: event.type == 'LISTING', absent: true}", UP))
                .containsExactly(
                        "13:20: the absent step 'x' rules out the same records, so this step is never reached");
        assertThat(problemsOf(DOWN, "{id: x, when: event.type == 'LISTING', least: 1, greedy: true}", UP))
                .containsExactly("13:20: the greedy step 'x' takes the same records, so this step is never reached");
        assertThat(problemsOf(DOWN, "{id: x, when: event.type == 'ORDER', least: 1, until: 1 > 2}"))
                .containsExactly("12:59: this never holds, so it ends nothing");
    }

    @Test
    void afterAMatch() {
        assertThat(problems(file(DOWN, UP).replace("steps:", "afterMatch: start-anew\nsteps:")))
                .containsExactly("10:13: 'afterMatch' is one of keep-all, skip-to-next, skip-past-last, skip-to-first"
                        + " STEP, skip-to-last STEP, not 'start-anew'");
        assertThat(problems(file(DOWN, UP).replace("steps:", "afterMatch: skip-to-first\nsteps:")))
                .hasSize(1);
        assertThat(problems(file(DOWN, UP).replace("steps:", "afterMatch: skip-to-first upp\nsteps:")))
                .containsExactly("10:13: no step is named 'upp', did you mean 'up'?");
        assertThat(problems(file(DOWN, UP, "{id: x, when: event.type == 'ORDER', absent: true}")
                        .replace("steps:", "afterMatch: skip-to-last x\nsteps:")))
                .containsExactly("10:13: step 'x' is absent and takes no record");
    }

    @Test
    void textsNameStepsAndFigures() {
        String texts = "explanation: {zh: \"{down.event.price} {up.event.price} {within} {matches}\", "
                + "en: \"{firstEventAt} {lastEventAt} {event.price} {up.product.nameEn}\"}\n";
        assertThat(problems(file(DOWN, UP).replace(TAIL, texts))).isEmpty();
        assertThat(problems(file(DOWN, UP).replace(TAIL, texts.replace("{matches}", "{down}"))))
                .containsExactly("13:66: a record cannot be shown, name a field of it");
    }

    @Test
    void theShapeIsWhatHalfMatchedPatternsDependOn() throws RuleException {
        String shape = rule(file(DOWN, UP)).shape();
        assertThat(rule(file(DOWN, UP.replace("LISTING", "ORDER"))).shape()).isEqualTo(shape);
        assertThat(rule(file(DOWN, UP).replace("7 days", "3 days")).shape()).isEqualTo(shape);
        assertThat(rule(file(DOWN, UP).replace("7 days", "3 days")).watchId())
                .isEqualTo(rule(file(DOWN, UP)).watchId());
        for (String changed : List.of("next: any", "times: 2", "least: 1", "optional: true", "absent: true")) {
            assertThat(rule(file(DOWN, UP.replace("}", ", " + changed + "}"))).shape())
                    .as(changed)
                    .isNotEqualTo(shape);
        }
        assertThat(rule(file(DOWN, UP).replace("steps:", "afterMatch: skip-past-last\nsteps:"))
                        .shape())
                .isNotEqualTo(shape);
        assertThat(rule(file(DOWN, UP)).shape()).as("in every release").isEqualTo("95e5d7f053b73af7");
    }
}
