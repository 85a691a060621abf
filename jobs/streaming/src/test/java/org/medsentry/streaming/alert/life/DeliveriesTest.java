package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;

class DeliveriesTest {

    private static Delivery delivery(DeliveryState state, int attempts, int second) {
        return delivery("trigger", state, attempts, second);
    }

    private static Delivery delivery(String trigger, DeliveryState state, int attempts, int second) {
        return TestingActions.delivery(trigger, "alert", state, attempts, TestingSignals.START.plusSeconds(second));
    }

    @Test
    void whatWasOvertakenIsOld() {
        List<Delivery> delivered = List.of(delivery(DeliveryState.DELIVERED, 2, 10));

        assertThat(Deliveries.isOld(delivered, delivery(DeliveryState.RETRYING, 1, 5)))
                .isTrue();
        assertThat(Deliveries.isOld(delivered, delivery(DeliveryState.RETRYING, 1, 11)))
                .isTrue();
        assertThat(Deliveries.isOld(delivered, delivery(DeliveryState.RETRYING, 2, 10)))
                .isTrue();
        assertThat(Deliveries.isOld(delivered, delivery(DeliveryState.GIVEN_UP, 3, 11)))
                .isFalse();
        assertThat(Deliveries.isOld(delivered, delivery("other", DeliveryState.RETRYING, 1, 5)))
                .isFalse();
    }

    @Test
    void theClockOfTheDispatcherMayBeBehind() {
        List<Delivery> pending = List.of(delivery(DeliveryState.PENDING, 0, 10));

        assertThat(Deliveries.isOld(pending, delivery(DeliveryState.DELIVERED, 1, 9)))
                .isFalse();
    }

    @Test
    void theNewestStateOfEachIsKeptAndTheNewestHundredShown() {
        List<Delivery> deliveries = new ArrayList<>();
        deliveries = Deliveries.with(deliveries, delivery(DeliveryState.RETRYING, 1, 1));
        deliveries = Deliveries.with(deliveries, delivery(DeliveryState.DELIVERED, 2, 2));
        assertThat(deliveries).containsExactly(delivery(DeliveryState.DELIVERED, 2, 2));

        for (int number = 0; number < 100; number++) {
            deliveries =
                    Deliveries.with(deliveries, delivery("trigger-" + number, DeliveryState.DELIVERED, 1, 10 + number));
        }
        assertThat(deliveries).hasSize(100);
        assertThat(deliveries.get(0).triggerId()).isEqualTo("trigger-0");
    }
}
