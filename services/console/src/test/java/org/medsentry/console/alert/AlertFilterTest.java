package org.medsentry.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.problem.Problem;

class AlertFilterTest {

    private static AlertFilter filter(String name, String value) {
        return AlertFilter.of(new Parameters(Map.of(name, List.of(value)), AlertFilter.PARAMETERS));
    }

    @Test
    void whatIsTypedIsAValueAndNeverSyntax() {
        String hostile = "\"}}, {\"match_all\": {}}";
        assertThat(filter("q", hostile).all().toString()).contains("\\\"}}, {\\\"match_all\\\"");
        assertThat(filter("key", hostile)
                        .all()
                        .at("/bool/filter/0/term/key.value")
                        .asText())
                .isEqualTo(hostile);
    }

    @Test
    void chineseWordsAreSoughtAsWords() {
        assertThat(AlertFilter.phrased("布洛芬 fever")).isEqualTo("\"布洛芬\" fever");
        assertThat(AlertFilter.phrased("\"布洛芬\" 发热")).isEqualTo("\"布洛芬\" 发热");
    }

    @Test
    void aFacetIsCountedWithoutItsOwnFilter() {
        AlertFilter filter = AlertFilter.of(
                new Parameters(Map.of("level", List.of("I,II"), "rule", List.of("a", "b")), AlertFilter.PARAMETERS));
        assertThat(filter.besides("level").toString()).contains("ruleId").doesNotContain("level");
        assertThat(filter.besides("rule").toString()).contains("level").doesNotContain("ruleId");
        assertThat(filter.all().toString()).contains("level", "ruleId");
        assertThat(filter.query().toString()).doesNotContain("level", "ruleId");
    }

    @Test
    void whatIsWrongIsNamed() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "level", "V",
                        "status", "OLD",
                        "open", "yes",
                        "region", "5*",
                        "from", "yesterday",
                        "rule", "a b",
                        "q", "x".repeat(201))
                .entrySet()) {
            assertThatThrownBy(() -> filter(wrong.getKey(), wrong.getValue()))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(400);
                        assertThat(problem.pointer()).isEqualTo(wrong.getKey());
                    });
        }
        assertThatThrownBy(() -> filter("<script>", "x"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.pointer()).isEqualTo("?script?"));
    }
}
