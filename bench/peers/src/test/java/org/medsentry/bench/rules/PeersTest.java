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
        "flink-sql, THREE_OF_A_KIND",
        "flink-sql, SEQUENCE",
        "flink-sql, TEN_RULES_FIVE_CONCERNED",
        "esper, THREE_OF_A_KIND",
        "esper, SEQUENCE",
        "esper, TEN_RULES",
        "esper, TEN_RULES_FIVE_CONCERNED"
    })
    void findTheMatchesOfTheRules(String contender, Workload workload) throws Exception {
        RulesResult result = new ContenderRun(
                        Contender.named(contender), workload, StateKind.HEAP, directory, Duration.ofHours(1))
                .measure(PurchaseBudget.ofPurchases(20_000));

        assertThat(result.purchases()).isEqualTo(20_000);
        assertThat(result.matches()).isPositive();
    }
}
