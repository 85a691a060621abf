package org.medsentry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.bench.StateKind;
import org.medsentry.schemas.event.PurchaseRegistration;

/** What is compared does the same: every contender finds the matches that plain Java finds, rule by rule. */
class ContenderTest {

    private static final Duration NO_CHECKPOINT = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private FlinkRun flink(StateKind state) {
        return new FlinkRun(state, false, directory, NO_CHECKPOINT);
    }

    @ParameterizedTest
    @CsvSource({
        "medsentry, THREE_OF_A_KIND, HEAP",
        "medsentry, SEQUENCE, HEAP",
        "medsentry, SEQUENCE, ROCKSDB",
        "medsentry, TEN_RULES, ROCKSDB",
        "medsentry, HUNDRED_RULES_FIVE_CONCERNED, HEAP",
        "stock-cep, THREE_OF_A_KIND, HEAP",
        "stock-cep, SEQUENCE, ROCKSDB",
        "stock-cep, TEN_RULES, HEAP",
        "stock-cep, TEN_RULES_FIVE_CONCERNED, HEAP",
        "hand-written, THREE_OF_A_KIND, ROCKSDB",
        "hand-written, SEQUENCE, HEAP",
        "hand-written, HUNDRED_RULES, HEAP",
        "hand-written, HUNDRED_RULES_FIVE_CONCERNED, HEAP"
    })
    void findsTheMatchesOfTheRules(String contender, Workload workload, StateKind state) throws Exception {
        RulesResult result = new ContenderRun(Contender.named(contender), workload, flink(state))
                .measure(PurchaseBudget.ofPurchases(20_000));

        assertThat(result.purchases()).isEqualTo(20_000);
        assertThat(result.matches()).isPositive();
    }

    /** So many that some record ends two matches of the sequence. */
    @Test
    void aSignalOfTheProductIsOfItsDecidingRecord() throws Exception {
        int purchases = 100_000;
        assertThat(ExpectedMatches.of(Workload.SEQUENCE, purchases, true).get("sequence"))
                .isLessThan(
                        ExpectedMatches.of(Workload.SEQUENCE, purchases, false).get("sequence"));

        RulesResult result = new ContenderRun(Contender.named("medsentry"), Workload.SEQUENCE, flink(StateKind.HEAP))
                .measure(PurchaseBudget.ofPurchases(purchases));

        assertThat(result.matches()).isPositive();
    }

    @Test
    void measuresTheStateOfAJob() throws Exception {
        FlinkRun run = flink(StateKind.HEAP);
        Contender.OnFlink handWritten = (Contender.OnFlink) Contender.named("hand-written");

        long few = run.stateBytes(handWritten, Workload.THREE_OF_A_KIND, 1000);
        long many = run.stateBytes(handWritten, Workload.THREE_OF_A_KIND, 20_000);

        assertThat(many).isGreaterThan(few + 3000 * Long.BYTES);
    }

    @Test
    void doesNotMeasureWhatFindsOtherMatches() {
        ContenderRun run = new ContenderRun(new TestingBlindContender(), Workload.SEQUENCE, flink(StateKind.HEAP));

        assertThatIllegalStateException()
                .isThrownBy(() -> run.measure(PurchaseBudget.ofPurchases(20_000)))
                .withMessageContaining("blind has other matches in 20000 purchases of sequence")
                .withMessageContaining("sequence=0 instead of ");
    }

    /** Finds nothing, very fast. */
    private static final class TestingBlindContender implements Contender.InProcess {

        @Override
        public String id() {
            return "blind";
        }

        @Override
        public String title() {
            return "finds nothing";
        }

        @Override
        public Session open(Workload workload) {
            return new Session() {
                @Override
                public void judge(PurchaseRegistration purchase, List<String> matches) {
                    // It looks away.
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
