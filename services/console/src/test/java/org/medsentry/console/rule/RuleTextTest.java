package org.medsentry.console.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medsentry.rules.DefaultRules;

class RuleTextTest {

    private static final String RULE = DefaultRules.files().get("purchase-fever.yaml");

    @Test
    void whatIsWrongHasItsPlace() {
        assertThat(RuleText.check(RULE).valid()).isTrue();
        RuleText.Checked broken = RuleText.check(RULE.replace("kind: pattern", "kind: patern"));
        assertThat(broken.valid()).isFalse();
        assertThat(broken.ruleId()).isEqualTo("purchase-fever");
        assertThat(broken.findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo("ERROR");
            assertThat(finding.line()).isGreaterThan(1);
        });
        assertThat(RuleText.check("{{{").valid()).isFalse();
        assertThat(RuleText.check("").valid()).isFalse();
    }

    @Test
    void aTextIsGivenAnotherVersion() {
        assertThat(RuleText.withVersion("id: a\nversion: 1\nkind: count\n", 7))
                .isEqualTo("id: a\nversion: 7\nkind: count\n");
        assertThat(RuleText.withVersion("id: a\nkind: count\n", 2)).isEqualTo("id: a\nversion: 2\nkind: count\n");
        assertThat(RuleText.check(RuleText.withVersion(RULE, 12)).valid()).isTrue();
    }

    @Test
    void aDifferenceNumbersTheLinesOfBoth() {
        assertThat(RuleText.difference("a\nb\nc\n", "a\nx\nc\nd\n"))
                .containsExactly(
                        new RuleText.Line("SAME", 1, 1, "a"),
                        new RuleText.Line("REMOVED", 2, null, "b"),
                        new RuleText.Line("ADDED", null, 2, "x"),
                        new RuleText.Line("SAME", 3, 3, "c"),
                        new RuleText.Line("ADDED", null, 4, "d"));
        assertThat(RuleText.difference("", "a")).containsExactly(new RuleText.Line("ADDED", null, 1, "a"));
    }
}
