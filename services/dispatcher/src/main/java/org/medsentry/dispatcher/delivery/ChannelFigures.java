package org.medsentry.dispatcher.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.medsentry.schemas.document.DeliveryState;

/** What a channel has done and is doing, for metrics; written by the loop and read by anybody. */
public final class ChannelFigures {
    private final Map<DeliveryState, LongAdder> byState = new EnumMap<>(DeliveryState.class);
    private final LongAdder attempts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder deliveryMillis = new LongAdder();
    volatile int held;
    volatile int inFlight;
    volatile CircuitBreaker.State circuit = CircuitBreaker.State.CLOSED;

    ChannelFigures() {
        for (DeliveryState state : DeliveryState.values()) {
            byState.put(state, new LongAdder());
        }
    }

    void ended(DeliveryState state) {
        byState.get(state).increment();
    }

    void delivered(long millis) {
        ended(DeliveryState.DELIVERED);
        deliveryMillis.add(millis);
    }

    void attempted() {
        attempts.increment();
    }

    void failed() {
        failures.increment();
    }

    /** Requests that came to an end, whichever. */
    public long attempts() {
        return attempts.sum();
    }

    public long delivered() {
        return byState.get(DeliveryState.DELIVERED).sum();
    }

    public long givenUp() {
        return byState.get(DeliveryState.GIVEN_UP).sum();
    }

    /** Attempts that failed and were or will be repeated. */
    public long retried() {
        return failures.sum();
    }

    /** From the making of the trigger to its delivery, summed over all that were delivered. */
    public long deliveryMillis() {
        return deliveryMillis.sum();
    }

    public int held() {
        return held;
    }

    public int inFlight() {
        return inFlight;
    }

    /** 0 closed, 1 half open, 2 open. */
    public int circuit() {
        return circuit.ordinal();
    }
}
