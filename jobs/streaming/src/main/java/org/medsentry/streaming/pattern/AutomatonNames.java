package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The states of an automaton and the steps of its rule, by number: names would be most of the bytes of a half-matched pattern.
 * Rules of one shape have the same names.
 */
final class AutomatonNames {

    private final List<String> states;
    private final List<String> steps;
    private final Map<String, Integer> stateNumbers = new HashMap<>();
    private final Map<String, Integer> stepNumbers = new HashMap<>();
    private final int fingerprint;

    AutomatonNames(Collection<String> states, List<String> steps) {
        this.states = List.copyOf(new TreeSet<>(states));
        this.steps = List.copyOf(steps);
        number(this.states, stateNumbers);
        number(this.steps, stepNumbers);
        fingerprint = 31 * this.states.hashCode() + this.steps.hashCode();
    }

    private static void number(List<String> names, Map<String, Integer> numbers) {
        for (int index = 0; index < names.size(); index++) {
            numbers.put(names.get(index), index);
        }
    }

    /** Differs where the numbers mean something else. */
    int fingerprint() {
        return fingerprint;
    }

    int stateNumber(String name) {
        return stateNumbers.get(name);
    }

    String state(long number) throws IOException {
        return name(states, number);
    }

    int stepNumber(String name) {
        return stepNumbers.get(name);
    }

    String step(long number) throws IOException {
        return name(steps, number);
    }

    List<String> steps() {
        return steps;
    }

    private static String name(List<String> names, long number) throws IOException {
        if (number < 0 || number >= names.size()) {
            throw new IOException("no name has the number " + number);
        }
        return names.get((int) number);
    }
}
