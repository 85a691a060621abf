package org.medsentry.console.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What has just happened, for every browser that listens. The last events are kept, so that a browser whose connection broke goes
 * on where it was; one that was away for longer, or is too slow, is told to read everything anew.
 */
public final class EventBoard {

    private static final int KEPT = 1000;

    /** Another process has counted from one as well. */
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<Event> recent = new ArrayDeque<>();
    private final Set<Listener> listeners = new HashSet<>();
    private long last;
    private boolean closed;

    /** Something that happened, the same for everybody. */
    public synchronized void publish(String name, String data) {
        publish(name, data, data, Instant.MIN);
    }

    /**
     * Something that happened to an alert.
     *
     * @param data for whoever was here after the alert was raised
     * @param unread for whoever was last here before that
     */
    public synchronized void publish(String name, String data, String unread, Instant raisedAt) {
        Event event = new Event(++last, name, data, unread, raisedAt);
        recent.add(event);
        if (recent.size() > KEPT) {
            recent.remove();
        }
        listeners.forEach(listener -> listener.add(event));
    }

    /** Nobody knows what has been missed. */
    public synchronized void lost() {
        recent.clear();
        publish(Event.RELOAD, "{}");
    }

    /**
     * Somebody begins to listen.
     *
     * @param lastSeen the id of the last event that reached the browser, or null
     */
    public synchronized Listener join(String lastSeen, Optional<Instant> lastVisit) {
        Listener listener = new Listener(this, lastVisit);
        if (lastSeen != null) {
            Optional<List<Event>> missed = since(lastSeen);
            if (missed.isPresent()) {
                missed.get().forEach(listener::add);
            } else {
                listener.add(new Event(last, Event.RELOAD, "{}", "{}", Instant.MIN));
            }
        }
        if (closed) {
            listener.end();
        } else {
            listeners.add(listener);
        }
        return listener;
    }

    private Optional<List<Event>> since(String lastSeen) {
        long seen;
        try {
            int dash = lastSeen.indexOf('-');
            if (dash < 0 || !lastSeen.substring(0, dash).equals(epoch)) {
                return Optional.empty();
            }
            seen = Long.parseLong(lastSeen.substring(dash + 1));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
        long oldest = recent.isEmpty() ? last + 1 : recent.element().number();
        if (seen > last || seen + 1 < oldest) {
            return Optional.empty();
        }
        List<Event> missed = new ArrayList<>(recent);
        missed.removeIf(event -> event.number() <= seen);
        return Optional.of(missed);
    }

    /** What a browser gives back to go on where it was. */
    public String id(Event event) {
        return epoch + "-" + event.number();
    }

    synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }

    public synchronized int listeners() {
        return listeners.size();
    }

    /** Ends all listening. */
    public synchronized void close() {
        closed = true;
        listeners.forEach(Listener::end);
        listeners.clear();
    }
}
