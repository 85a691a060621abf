package org.medsentry.dispatcher.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;

/** Keeps everything at once. */
public final class TestingRecorder implements DeliveryRecorder {
    public final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
    final List<Delivery> onAlert = Collections.synchronizedList(new ArrayList<>());
    final List<String> forgotten = new ArrayList<>();

    @Override
    public void record(Delivery delivery, boolean alertShows, Runnable kept) {
        deliveries.add(delivery);
        if (alertShows) {
            onAlert.add(delivery);
        }
        kept.run();
    }

    @Override
    public void forget(String deliveryId) {
        forgotten.add(deliveryId);
    }

    public List<DeliveryState> states() {
        synchronized (deliveries) {
            return deliveries.stream().map(Delivery::state).toList();
        }
    }

    public long count(DeliveryState state) {
        return states().stream().filter(state::equals).count();
    }
}
