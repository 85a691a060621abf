package org.medsentry.bench.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.medsentry.bench.Spread;
import org.medsentry.bench.StateKind;

/**
 * The runs of all subjects, round by round. Ratios are taken within a round, whose runs are neighbours in time, so that a
 * machine that is slower for some minutes slows both sides.
 */
final class RulesComparison {

    private final Map<RulesSubject, List<RulesResult>> runs = new LinkedHashMap<>();
    private final Map<RulesSubject, Double> stateBytes = new LinkedHashMap<>();

    /** To be called in the order of the rounds. */
    void add(RulesResult result) {
        runs.computeIfAbsent(result.subject(), subject -> new ArrayList<>()).add(result);
    }

    /** @param bytesPerPair bytes of state for each pair of a key and a rule that a record has concerned */
    void addState(RulesSubject subject, double bytesPerPair) {
        stateBytes.put(subject, bytesPerPair);
    }

    Set<RulesSubject> subjects() {
        return runs.keySet();
    }

    List<RulesResult> runs(RulesSubject subject) {
        return runs.get(subject);
    }

    Spread of(RulesSubject subject, ToDoubleFunction<RulesResult> figure) {
        return Spread.of(runs.get(subject).stream().mapToDouble(figure).toArray());
    }

    /** This subject's speed in parts of the other's, by processor time; empty where the other was not measured. */
    Optional<Spread> speedRatio(RulesSubject subject, RulesSubject to) {
        List<RulesResult> here = runs.get(subject);
        List<RulesResult> there = runs.get(to);
        if (here == null || there == null || here.size() != there.size()) {
            return Optional.empty();
        }
        return Optional.of(Spread.of(IntStream.range(0, here.size())
                .mapToDouble(round -> there.get(round).processorMicrosPerPurchase()
                        / here.get(round).processorMicrosPerPurchase())
                .toArray()));
    }

    Optional<Double> stateBytes(RulesSubject subject) {
        return Optional.ofNullable(
                stateBytes.get(new RulesSubject(subject.workload(), StateKind.HEAP, subject.contender())));
    }
}
