package org.medsentry.dispatcher.delivery;

import org.medsentry.schemas.document.Delivery;

/** Where the fate of deliveries is written. */
public interface DeliveryRecorder {

    /**
     * @param onAlert whether the alert is to show it
     * @param kept run, on any thread, once it can no longer be lost; writing is repeated until then
     */
    void record(Delivery delivery, boolean onAlert, Runnable kept);

    /** A delivery of long ago is forgotten. */
    void forget(String deliveryId);
}
