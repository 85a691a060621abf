package org.medsentry.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.bench.Spread;

class ComparisonTest {

    /** In the second round the machine was half as fast, for both. */
    private final Comparison comparison = new Comparison(List.of(
            List.of(run(Variant.SHUFFLE, 10), run(Variant.JOB, 16)),
            List.of(run(Variant.SHUFFLE, 20), run(Variant.JOB, 32)),
            List.of(run(Variant.SHUFFLE, 10), run(Variant.JOB, 20))));

    private static RunResult run(Variant variant, double seconds) {
        return new RunResult(variant, 500, 1000, 10, seconds, seconds / 2, 0.5, 0.25);
    }

    @Test
    void takesRatiosWithinARound() {
        Spread ratio = comparison.ratio(Variant.JOB, Variant.SHUFFLE, RunResult::recordsPerSecond);

        assertThat(ratio).isEqualTo(new Spread(0.625, 0.5, 0.625));
    }

    @Test
    void takesTheMedianOfRounds() {
        assertThat(comparison.of(Variant.SHUFFLE, RunResult::recordsPerSecond)).isEqualTo(new Spread(100, 50, 100));
        assertThat(Spread.of(4, 1, 3, 2).median()).isEqualTo(2.5);
    }

    @Test
    void readsBackTheLineOfARun() {
        RunResult result = run(Variant.JOB_DISCARDING, 12.5);

        assertThat(RunResult.parse(result.line())).isEqualTo(result);
    }
}
