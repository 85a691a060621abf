package org.medsentry.local.cli;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.medsentry.dispatcher.receiver.ReceivedTrigger;
import org.medsentry.schemas.document.Trigger;

/** Prints what arrives at the receiver within the stack: a line for each trigger, however many units it goes to. */
final class TriggerPrinter {

    private final StatusLine status;
    private final Set<String> printed = new HashSet<>();
    private final AtomicLong deliveries = new AtomicLong();

    TriggerPrinter(StatusLine status) {
        this.status = status;
    }

    void received(ReceivedTrigger received) {
        Trigger trigger = received.trigger();
        deliveries.incrementAndGet();
        boolean first;
        synchronized (printed) {
            first = printed.add(trigger.triggerId() + trigger.resend());
        }
        if (first) {
            status.print("TRIGGER %s%s %s  %s / %s  -> %s"
                    .formatted(
                            trigger.drill() ? "(drill, 演练) " : "",
                            trigger.level(),
                            trigger.cause().name().toLowerCase(Locale.ROOT),
                            trigger.title().zh(),
                            trigger.title().en(),
                            trigger.units().get(0).name().zh()
                                    + (trigger.units().size() > 1
                                            ? " +" + (trigger.units().size() - 1)
                                            : "")));
        }
    }

    /** How many triggers, and how many deliveries of them to units. */
    String summary() {
        synchronized (printed) {
            return "%,d triggers told in %,d signed deliveries".formatted(printed.size(), deliveries.get());
        }
    }
}
