package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All lanes of a channel: which may go on, and which wait until when. The first that became ready goes first. */
final class LaneBoard {

    private record Waiting(Instant due, long sequence, Lane lane) {}

    private final Map<Lane.Key, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::sequence));
    private final Map<Lane.Key, Waiting> waitingOf = new HashMap<>();
    private long sequence;

    void add(Task task) {
        Lane lane = lanes.get(Lane.Key.of(task));
        if (lane == null) {
            lane = new Lane(Lane.Key.of(task));
            lanes.put(lane.key, lane);
            ready.add(lane);
        } else if (lane.mode == Lane.Mode.WAITING && !lane.dueByReceiver) {
            // There is news of the alert: what stands before it is tried at once, not when its pause is over.
            makeReady(lane);
        }
        lane.tasks.add(task);
    }

    /** A lane that may go on, now under way; null if there is none. */
    Lane take() {
        Lane lane = ready.poll();
        if (lane != null) {
            lane.mode = Lane.Mode.UNDER_WAY;
        }
        return lane;
    }

    boolean hasReady(Instant now) {
        while (!waiting.isEmpty() && !waiting.first().due().isAfter(now)) {
            makeReady(waiting.first().lane());
        }
        return !ready.isEmpty();
    }

    /** When the first waiting lane is due; {@link Instant#MAX} if none waits. */
    Instant nextDue() {
        return waiting.isEmpty() ? Instant.MAX : waiting.first().due();
    }

    /** The lane that was under way: its next task, or its first again when its time has come. */
    void goOn(Lane lane, Instant now, Duration patience) {
        if (lane.tasks.isEmpty()) {
            lanes.remove(lane.key);
        } else if (lane.mayGoOn(now, patience)) {
            lane.mode = Lane.Mode.READY;
            ready.add(lane);
        } else {
            lane.rewind();
            lane.mode = Lane.Mode.WAITING;
            Waiting entry = new Waiting(lane.due, sequence++, lane);
            waitingOf.put(lane.key, entry);
            waiting.add(entry);
        }
    }

    /** Takes out what came from these partitions, what is under way included. */
    List<Task> removePartitions(Set<Integer> partitions) {
        List<Task> removed = new ArrayList<>();
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            if (partitions.contains(lane.key.partition())) {
                removed.addAll(lane.tasks);
                leave(lane);
                all.remove();
            }
        }
        return removed;
    }

    /** Takes out what is too old and not under way. */
    List<Task> removeExpired(Instant now) {
        List<Task> removed = new ArrayList<>();
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            if (lane.mode == Lane.Mode.UNDER_WAY) {
                continue;
            }
            List<Task> old = lane.tasks.stream()
                    .filter(task -> task.deadline.isBefore(now))
                    .toList();
            if (!old.isEmpty()) {
                lane.rewind();
                lane.tasks.removeAll(old);
                removed.addAll(old);
                if (lane.tasks.isEmpty()) {
                    leave(lane);
                    all.remove();
                }
            }
        }
        return removed;
    }

    private void leave(Lane lane) {
        ready.remove(lane);
        stopWaiting(lane);
    }

    private void makeReady(Lane lane) {
        stopWaiting(lane);
        lane.mode = Lane.Mode.READY;
        ready.add(lane);
    }

    private void stopWaiting(Lane lane) {
        Waiting entry = waitingOf.remove(lane.key);
        if (entry != null) {
            waiting.remove(entry);
        }
    }
}
