package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;

/** The one thread on which everything about deliveries is decided, so that nothing of it needs a lock; requests run elsewhere. */
public interface DeliveryLoop {

    Instant now();

    /** Runs this soon, in the order of calls. From any thread. */
    void execute(Runnable step);

    void schedule(Duration delay, Runnable step);
}
