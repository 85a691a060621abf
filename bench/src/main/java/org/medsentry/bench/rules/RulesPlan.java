package org.medsentry.bench.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.bench.CompilerTime;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.StateKind;

/**
 * What is to be measured, and how.
 *
 * @param warmUp processor time that each process works unmeasured first, for the JIT
 * @param time processor time for which the measured part takes in records
 * @param stateTime stream time after which state is weighed; zero for not at all
 * @param sourceApart whether the source of every job is a task of its own
 * @param heap of the measured process, as -Xmx takes it
 * @param directory for everything that a run leaves behind
 */
record RulesPlan(
        int rounds,
        List<Workload> workloads,
        List<Contender> contenders,
        List<StateKind> states,
        Duration warmUp,
        Duration time,
        Duration stateTime,
        boolean sourceApart,
        String heap,
        Duration checkpointInterval,
        CorePinning pinning,
        Path directory) {

    /** Fixed heap and the collector that a JVM on one core chooses by itself, so that nothing depends on the machine. */
    List<String> jvmFlags() {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", CompilerTime.FLAG);
    }

    /** Workloads that are compared with each other run in the same rounds. */
    List<List<Workload>> groups() {
        List<List<Workload>> groups = new ArrayList<>();
        for (Workload workload : workloads) {
            groups.stream()
                    .filter(group -> group.get(0).comparedWith(workload))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Workload> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(workload);
        }
        return groups;
    }

    /** What one round of a group runs, in order: what is compared stands side by side. */
    List<RulesSubject> round(List<Workload> group) {
        List<RulesSubject> subjects = new ArrayList<>();
        for (StateKind state : states) {
            for (Contender contender : contenders) {
                if (contender instanceof Contender.OnFlink || state == states.get(0)) {
                    StateKind kept = contender instanceof Contender.OnFlink ? state : StateKind.HEAP;
                    group.forEach(workload -> subjects.add(new RulesSubject(workload, kept, contender.id())));
                }
            }
        }
        return subjects;
    }
}
