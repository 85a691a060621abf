package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * How a trigger fares with one unit over one channel: the dispatcher's memory on topic {@code deliveries}, keyed by {@link #id()}, and
 * what an alert shows of it.
 *
 * @param resend how often a person has sent the trigger again
 * @param channel as the unit's reference row names it; null for a unit without any
 * @param attempts made so far
 * @param at of the last change of state
 * @param nextAttemptAt when it is tried again; null unless RETRYING
 * @param error of the last attempt; null if there is none
 */
public record Delivery(
        String triggerId,
        int resend,
        String alertId,
        String unitId,
        String channel,
        DeliveryState state,
        int attempts,
        Instant at,
        Instant nextAttemptAt,
        String error) {

    /** Key on the topic. */
    public String id() {
        return triggerId + "|" + resend + "|" + unitId + "|" + (channel == null ? "" : channel);
    }
}
