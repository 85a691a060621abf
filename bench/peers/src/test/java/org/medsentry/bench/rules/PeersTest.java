package org.medsentry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.bench.StateKind;

/** The engines of others find the same matches; in the package of the benchmark, whose insides are nobody else's. */
class PeersTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "flink-sql, THREE_OF_A_KIND, 20000",
        "flink-sql, SEQUENCE, 100000",
        "flink-sql, TEN_RULES_FIVE_CONCERNED, 20000",
        "esper, THREE_OF_A_KIND, 200000",
        "esper, SEQUENCE, 500000",
        "esper, TEN_RULES, 20000",
        "esper, TEN_RULES_FIVE_CONCERNED, 20000"
    })
    void findTheMatchesOfTheRules(String contender, Workload workload, long purchases) throws Exception {
        RulesResult result = new ContenderRun(
                        Contender.named(contender),
                        workload,
                        new FlinkRun(StateKind.HEAP, false, directory, Duration.ofHours(1)))
                .measure(PurchaseBudget.ofPurchases(purchases));

        assertThat(result.purchases()).isEqualTo(purchases);
        assertThat(result.matches()).isPositive();
    }
}
