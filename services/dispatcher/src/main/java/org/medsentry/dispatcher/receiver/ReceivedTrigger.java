package org.medsentry.dispatcher.receiver;

import org.medsentry.schemas.document.Trigger;

/**
 * A trigger as it came to a receiver.
 *
 * @param deliveryId differs each time that a person sends the trigger again
 * @param repeated how often the same had come before
 */
public record ReceivedTrigger(
        Trigger trigger, String unitId, String channel, String deliveryId, String idempotencyKey, int repeated) {}
