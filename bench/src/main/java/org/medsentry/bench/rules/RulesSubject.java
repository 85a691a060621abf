package org.medsentry.bench.rules;

import org.medsentry.bench.StateKind;

/** What is measured: a contender with its state in one place on one workload. */
record RulesSubject(Workload workload, StateKind state, String contender) {

    RulesSubject by(String other) {
        return new RulesSubject(workload, state, other);
    }

    RulesSubject on(Workload other) {
        return new RulesSubject(other, state, contender);
    }
}
