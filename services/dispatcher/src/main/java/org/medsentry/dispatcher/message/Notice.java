package org.medsentry.dispatcher.message;

import java.nio.charset.StandardCharsets;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;

/**
 * A trigger on its way to one unit over one channel.
 *
 * @param channel as the unit names it; null for a unit without any
 */
public record Notice(Trigger trigger, TriggerUnit unit, String channel) {

    /** Key of the delivery in the dispatcher's memory; differs for each time that a person sends it again. */
    public String deliveryId() {
        return new Delivery(
                        trigger.triggerId(),
                        trigger.resend(),
                        trigger.alertId(),
                        unit.id(),
                        channel,
                        DeliveryState.PENDING,
                        0,
                        null,
                        null,
                        null)
                .id();
    }

    /** By which a receiver tells a repetition: the same however often it is tried or sent again. Safe in a header. */
    public String idempotencyKey() {
        String key = trigger.triggerId() + "|" + unit.id() + "|" + channel;
        StringBuilder safe = new StringBuilder();
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7f && octet != '%') {
                safe.append((char) octet);
            } else {
                safe.append('%').append(String.format("%02X", octet));
            }
        }
        return safe.toString();
    }
}
