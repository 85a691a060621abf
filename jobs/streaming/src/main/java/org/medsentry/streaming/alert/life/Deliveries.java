package org.medsentry.streaming.alert.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;

/** How the triggers of an alert fare: the newest state of each delivery. */
final class Deliveries {

    /** The newest that an alert shows. */
    static final int SHOWN = 100;

    private Deliveries() {}

    /** Whether a newer state is known already: what was said twice or overtaken must not undo what was delivered. */
    static boolean isOld(List<Delivery> known, Delivery delivery) {
        return known.stream()
                .filter(before -> before.id().equals(delivery.id()))
                .anyMatch(before -> isNewer(before, delivery));
    }

    private static boolean isNewer(Delivery before, Delivery delivery) {
        if (before.state() == DeliveryState.PENDING && delivery.state() != DeliveryState.PENDING) {
            // Written by another machine, whose clock may be ahead.
            return false;
        }
        if (delivery.at().isBefore(before.at()) || delivery.attempts() < before.attempts()) {
            return true;
        }
        return before.state().isFinal()
                && !delivery.state().isFinal()
                && !delivery.at().isAfter(before.at());
    }

    /** A trigger is on its way. */
    static List<Delivery> with(List<Delivery> known, Trigger trigger) {
        List<Delivery> all = known;
        for (Delivery delivery : trigger.deliveries(DeliveryState.PENDING, trigger.createdAt(), null)) {
            all = with(all, delivery);
        }
        return all;
    }

    static List<Delivery> with(List<Delivery> known, Delivery delivery) {
        List<Delivery> all = new ArrayList<>(known);
        all.removeIf(before -> before.id().equals(delivery.id()));
        all.add(delivery);
        all.sort(Comparator.comparing(Delivery::at));
        return all.size() <= SHOWN ? all : new ArrayList<>(all.subList(all.size() - SHOWN, all.size()));
    }
}
