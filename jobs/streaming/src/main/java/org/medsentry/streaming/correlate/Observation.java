package org.medsentry.streaming.correlate;

import java.time.Instant;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;

/** What rules that join streams look at: a sale that was seen, or a signal of another rule. Exactly one of the two is set. */
public record Observation(Sighting sighting, Signal signal) {

    public static Observation of(Sighting sighting) {
        return new Observation(sighting, null);
    }

    public static Observation of(Signal signal) {
        return new Observation(null, signal);
    }

    /** The time that windows go by. */
    public Instant time() {
        return sighting == null ? signal.lastEventAt() : sighting.occurredAt();
    }
}
