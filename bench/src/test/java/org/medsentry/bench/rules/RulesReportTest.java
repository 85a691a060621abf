package org.medsentry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.bench.StateKind;

class RulesReportTest {

    private final RulesComparison comparison = new RulesComparison();
    private final RulesReport report = new RulesReport(
            new RulesSetting(
                    "a machine",
                    "a JVM",
                    "one core",
                    List.of("-Xmx1g"),
                    3,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(20),
                    true,
                    "2026-11-22"),
            List.of(Contender.named("stock-cep"), Contender.named("hand-written")),
            comparison);

    private void runs(String contender, Workload workload, StateKind state, double... seconds) {
        for (double each : seconds) {
            comparison.add(new RulesResult(contender, workload, state, 60_000, 12, each, each / 2, 0));
        }
    }

    /** In the second round the machine was half as fast, for both. */
    @Test
    void takesRatiosWithinARound() {
        runs("stock-cep", Workload.SEQUENCE, StateKind.HEAP, 30, 60, 30);
        runs("hand-written", Workload.SEQUENCE, StateKind.HEAP, 3, 6, 2);

        assertThat(report.markdown())
                .contains(
                        "| heap | Flink CEP behind a filter | 2,000 (1,000-2,000) | 250.00 | 1.00 (1.00-1.00) | 0.10 (0.07-0.10) | - |",
                        "| heap | hand-written KeyedProcessFunction | 20,000 (10,000-30,000) | 25.00 | 10 (10-15) | 1.00 (1.00-1.00) | - |");
    }

    @Test
    void saysThatTheSourceWasApart() {
        assertThat(report.markdown()).contains("The source is a task of its own in every job.");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        runs("hand-written", Workload.THREE_OF_A_KIND, StateKind.ROCKSDB, 3);

        assertThat(report.markdown())
                .contains("| RocksDB | hand-written KeyedProcessFunction | 20,000 (20,000-20,000) | 25.00 | - |")
                .doesNotContain("Flink CEP behind", "| heap |", Workload.SEQUENCE.title(), "| cost |");
    }

    /** The format of a savepoint is the same wherever state lies. */
    @Test
    void showsTheStateOfAKeyAndRuleWhereverItLies() {
        runs("stock-cep", Workload.TEN_RULES, StateKind.HEAP, 3);
        runs("stock-cep", Workload.TEN_RULES, StateKind.ROCKSDB, 30);
        comparison.addState(new RulesSubject(Workload.TEN_RULES, StateKind.HEAP, "stock-cep"), 1234.4);

        assertThat(report.markdown()).containsSubsequence("| heap |", "| 1,234 |\n", "| RocksDB |", "| 1,234 |\n");
    }

    @Test
    void saysWhatMoreRulesCost() {
        runs("stock-cep", Workload.TEN_RULES_FIVE_CONCERNED, StateKind.HEAP, 10, 10, 20);
        runs("stock-cep", Workload.HUNDRED_RULES_FIVE_CONCERNED, StateKind.HEAP, 30, 40, 50);

        assertThat(report.markdown())
                .contains("| state | contender | cost |", "| heap | Flink CEP behind a filter | 3.00 (2.50-4.00) |");
    }

    @Test
    void keepsEveryRunForPrograms() throws Exception {
        runs("stock-cep", Workload.SEQUENCE, StateKind.HEAP, 30, 60);
        runs("hand-written", Workload.SEQUENCE, StateKind.HEAP, 3, 6);

        JsonNode root = new ObjectMapper().readTree(report.json());

        assertThat(root.at("/setting/machine").textValue()).isEqualTo("a machine");
        assertThat(root.at("/subjects/1/workload").textValue()).isEqualTo("sequence");
        assertThat(root.at("/subjects/1/runs")).hasSize(2);
        assertThat(root.at("/subjects/1/runs/1/seconds").doubleValue()).isEqualTo(6);
        assertThat(root.at("/subjects/1/ofStockCep/median").doubleValue()).isEqualTo(10);
    }

    @Test
    void readsBackTheLineOfARun() {
        RulesResult result = new RulesResult("ours", Workload.SEQUENCE, StateKind.ROCKSDB, 10, 2, 1.5, 1.25, 0.125);

        assertThat(RulesResult.parse(result.line())).isEqualTo(result);
    }
}
