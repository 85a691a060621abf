package org.medsentry.local.simulator;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One run through the month, in order of arrival. Slot by slot the records that come into being wait in a queue until no later
 * slot can put one before them; only what is uploaded at night, sent again or followed up waits longer.
 */
final class Month implements Iterator<Outgoing> {

    private record Waiting(Outgoing outgoing, long order) {}

    private final World world;
    private final PurchaseBackground purchases;
    private final ReportBackground reports;
    private final OnlineBackground online;
    private final List<ScenarioTruth> scenarios;
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(
            Comparator.comparing((Waiting waiting) -> waiting.outgoing().sentAt())
                    .thenComparingLong(Waiting::order));
    private final Consumer<Outgoing> sink;
    private long order;
    private Slot next;

    Month(World world) {
        this.world = world;
        this.purchases = new PurchaseBackground(world);
        this.reports = new ReportBackground(world);
        this.online = new OnlineBackground(world);
        Consumer<Outgoing> toQueue = outgoing -> queue.add(new Waiting(outgoing, order++));
        this.sink =
                world.settings().scenarios().contains(Scenario.DUPLICATES) ? new Duplicates(world, toQueue) : toQueue;
        this.scenarios = ScenarioPlay.play(world, sink);
        this.next = Slot.of(world.settings(), 0);
    }

    List<ScenarioTruth> scenarios() {
        return scenarios;
    }

    @Override
    public boolean hasNext() {
        while (!next.isEmpty() && !isSettled()) {
            purchases.generate(next, sink);
            reports.generate(next, sink);
            online.generate(next, sink);
            next = Slot.of(world.settings(), next.index() + 1);
        }
        return !queue.isEmpty();
    }

    /** Whether the first in the queue is earlier than all that is still to come into being. */
    private boolean isSettled() {
        return !queue.isEmpty() && queue.peek().outgoing().sentAt().isBefore(next.from());
    }

    @Override
    public Outgoing next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the month is over");
        }
        return queue.remove().outgoing();
    }
}
