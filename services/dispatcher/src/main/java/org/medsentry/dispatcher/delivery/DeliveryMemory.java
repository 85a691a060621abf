package org.medsentry.dispatcher.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;

/**
 * How every delivery of the recent past ended, or how far it got: so that a trigger that is read again, after a restart of ours or of the
 * job that wrote it, is not sent again. Some 250 bytes for each.
 */
public final class DeliveryMemory {

    private record Entry(DeliveryState state, int attempts, Instant at) {}

    private final Map<String, Entry> entries = new HashMap<>();

    /** What is over stays over, in whichever order its records are read. */
    public void remember(Delivery delivery) {
        if (!delivery.state().isFinal() && isOver(delivery.id())) {
            return;
        }
        entries.put(delivery.id(), new Entry(delivery.state(), delivery.attempts(), delivery.at()));
    }

    /** Somebody has forgotten it on the topic. */
    public void forget(String deliveryId) {
        entries.remove(deliveryId);
    }

    public int size() {
        return entries.size();
    }

    boolean knows(String deliveryId) {
        return entries.containsKey(deliveryId);
    }

    boolean isOver(String deliveryId) {
        Entry entry = entries.get(deliveryId);
        return entry != null && entry.state().isFinal();
    }

    int attempts(String deliveryId) {
        Entry entry = entries.get(deliveryId);
        return entry == null ? 0 : entry.attempts();
    }

    /** Forgets what has not changed since this time; gives the ids. Not over by then is only what nobody will take up again. */
    Set<String> forgetBefore(Instant time) {
        Set<String> forgotten = new HashSet<>();
        entries.forEach((id, entry) -> {
            if (entry.at().isBefore(time)) {
                forgotten.add(id);
            }
        });
        entries.keySet().removeAll(forgotten);
        return forgotten;
    }
}
