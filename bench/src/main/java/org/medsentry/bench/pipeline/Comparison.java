package org.medsentry.bench.pipeline;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medsentry.bench.Spread;

/**
 * The rounds of all variants held against each other. Ratios are taken within a round, whose runs are neighbours in time,
 * so that a machine that is slower for some minutes slows both sides.
 *
 * @param rounds each with one run of every variant
 */
record Comparison(List<List<RunResult>> rounds) {

    List<Variant> variants() {
        return rounds.get(0).stream().map(RunResult::variant).toList();
    }

    Spread of(Variant variant, ToDoubleFunction<RunResult> figure) {
        return Spread.of(rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(run(round, variant)))
                .toArray());
    }

    /** This variant's figure in parts of the other's. */
    Spread ratio(Variant variant, Variant to, ToDoubleFunction<RunResult> figure) {
        return Spread.of(rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(run(round, variant)) / figure.applyAsDouble(run(round, to)))
                .toArray());
    }

    private static RunResult run(List<RunResult> round, Variant variant) {
        return round.stream()
                .filter(result -> result.variant() == variant)
                .findFirst()
                .orElseThrow();
    }
}
