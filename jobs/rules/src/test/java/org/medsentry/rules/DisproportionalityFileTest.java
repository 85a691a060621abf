package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a file about pairs of products and reactions is said where it is written. */
class DisproportionalityFileTest {

    /** Lines are numbered by the tests: do not add any above the end. */
    private static final String PAIRS = """
            id: test-pairs
            version: 1
            kind: disproportionality
            stream: adverse-reactions
            topic: REACTION
            title: {zh: "题目", en: "Title"}
            parameters: {ratio: 2.0}
            when: event.reporterType != 'INDIVIDUAL'
            roles: [SUSPECT]
            prior: {alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, share: 0.3333}
            levels:
              - {level: III, when: eb05 >= 2.0 && rorLower > 1.0}
              - {level: IV, when: n >= 3 && prr >= parameters.ratio && chiSquareYates >= 4.0 && ic025 > 0.0}
            observed: n
            expected: expected
            score: ebgm
            explanation: {zh: "{productZh}{reactionTerm}{placeZh}", en: "{prr} {prrLower} {ror} {ic} {ic975} {reports} {event.eventId}"}
            """;

    private static List<String> problems(String... replacements) {
        String changed = PAIRS;
        for (int index = 0; index < replacements.length; index += 2) {
            assertThat(changed).contains(replacements[index]);
            changed = changed.replace(replacements[index], replacements[index + 1]);
        }
        String yaml = changed;
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFile.parse("test.yaml", yaml));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(problem -> problem.toString().substring("test.yaml:".length()))
                        .toList();
    }

    @Test
    void aGoodFile() throws RuleException {
        Rule rule = RuleFile.parse("test.yaml", PAIRS);

        assertThat(rule).isInstanceOf(DisproportionalityRule.class);
        assertThat(((KeyedRule) rule).keyType()).isEqualTo("product+reaction");
    }

    @Test
    void anUnknownMeasureIsNamedWithItsPlace() {
        assertThat(problems("prr >= parameters.ratio", "prrr >= parameters.ratio"))
                .singleElement()
                .asString()
                .startsWith("13:33:")
                .contains("prrr");
    }

    @Test
    void shrunkenMeasuresNeedAPrior() {
        assertThat(problems("prior: {alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, share: 0.3333}\n", "\n"))
                .anySatisfy(problem -> assertThat(problem).startsWith("12:").contains("eb05"))
                .anySatisfy(problem -> assertThat(problem).startsWith("16:").contains("ebgm"));
    }

    @Test
    void aPriorIsFivePositiveNumbers() {
        assertThat(problems("beta1: 0.1", "beta1: -1")).containsExactly("10:29: 'beta1' is a number above 0");
        assertThat(problems("share: 0.3333", "share: 1"))
                .singleElement()
                .asString()
                .endsWith("'share' is a number above 0 and below 1");
        assertThat(problems("beta2: 4, ", "")).containsExactly("10:1: 'prior' needs 'beta2'");
    }

    @Test
    void whatWasTakenBesideIsNotCounted() {
        assertThat(problems("roles: [SUSPECT]", "roles: [SUSPECT, CONCOMITANT]"))
                .containsExactly("9:18: 'roles' lists some of SUSPECT, INTERACTING");
    }

    @Test
    void onlyReportsHavePairs() {
        assertThat(problems(
                        "stream: adverse-reactions",
                        "stream: online-sales",
                        "event.reporterType != 'INDIVIDUAL'",
                        "true"))
                .contains("4:9: only adverse-reactions name products and reactions together");
    }

    @Test
    void theKeyIsGiven() {
        assertThat(problems("roles: [SUSPECT]", "roles: [SUSPECT]\nkey: {type: product, value: [event.eventId]}"))
                .singleElement()
                .asString()
                .startsWith("10:1: unknown key 'key'");
    }

    @Test
    void thresholdsAreNoPartOfTheShapeConditionsOnReportsAre() throws RuleException {
        String shape = RuleFile.parse("test.yaml", PAIRS).shape();

        assertThat(RuleFile.parse("test.yaml", PAIRS.replace("n >= 3", "n >= 5").replace("ratio: 2.0", "ratio: 3.0"))
                        .shape())
                .isEqualTo(shape);
        assertThat(RuleFile.parse("test.yaml", PAIRS.replace("'INDIVIDUAL'", "'PHARMACY'"))
                        .shape())
                .isNotEqualTo(shape);
        assertThat(RuleFile.parse("test.yaml", PAIRS.replace("[SUSPECT]", "[INTERACTING]"))
                        .shape())
                .isNotEqualTo(shape);
    }
}
