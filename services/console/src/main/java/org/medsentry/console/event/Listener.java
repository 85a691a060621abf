package org.medsentry.console.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One browser's waiting events: so many at most, for a browser that sleeps must not fill our memory. */
public final class Listener implements AutoCloseable {

    static final int MOST_WAITING = 500;

    private final EventBoard board;
    private final Optional<Instant> lastVisit;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private boolean ended;

    Listener(EventBoard board, Optional<Instant> lastVisit) {
        this.board = board;
        this.lastVisit = lastVisit;
    }

    synchronized void add(Event event) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.clear();
            waiting.add(new Event(event.number(), Event.RELOAD, "{}", "{}", Instant.MIN));
        } else {
            waiting.add(event);
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next event; empty if none came within the limit. */
    public synchronized Optional<Event> next(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (waiting.isEmpty() && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** The event's data for this person. */
    public String data(Event event) {
        return lastVisit.isPresent() && event.raisedAt().isAfter(lastVisit.get()) ? event.unread() : event.data();
    }

    /** Whether nothing more will come. */
    public synchronized boolean hasEnded() {
        return ended && waiting.isEmpty();
    }

    @Override
    public void close() {
        board.leave(this);
    }
}
