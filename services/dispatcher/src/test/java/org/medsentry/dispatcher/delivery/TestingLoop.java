package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs steps on the caller's thread and lets the test turn the clock. */
final class TestingLoop implements DeliveryLoop {

    private record Step(Instant at, long sequence, Runnable run) {}

    private final List<Step> steps = new ArrayList<>();
    private Instant now;
    private long sequence;

    TestingLoop(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void execute(Runnable step) {
        schedule(Duration.ZERO, step);
    }

    @Override
    public void schedule(Duration delay, Runnable step) {
        steps.add(new Step(now.plus(delay.isNegative() ? Duration.ZERO : delay), sequence++, step));
    }

    /** Runs everything that is due until then, in order. */
    void advance(Duration duration) {
        Instant until = now.plus(duration);
        while (true) {
            Step next = steps.stream()
                    .min(Comparator.comparing(Step::at).thenComparing(Step::sequence))
                    .filter(step -> !step.at().isAfter(until))
                    .orElse(null);
            if (next == null) {
                now = until;
                return;
            }
            steps.remove(next);
            now = next.at().isAfter(now) ? next.at() : now;
            next.run().run();
        }
    }
}
