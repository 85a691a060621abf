package org.medsentry.streaming.pattern;

import java.time.Instant;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * A record reduced to what patterns are tested with; public, so that Flink makes a serializer for it.
 *
 * @param letter its kind; the lot number of the purchase
 * @param value the quantity of the purchase
 * @param millis after {@link #START}
 */
public record TestingSale(String key, String id, String letter, int value, long millis) {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    Instant time() {
        return START.plusMillis(millis);
    }

    PurchaseRegistration purchase() {
        return new PurchaseRegistration(
                id,
                "chain",
                time(),
                "R" + id,
                "P1",
                "500111",
                new Buyer(key, null, null, null, null, null, null),
                "86901234567890",
                "medicine",
                null,
                letter,
                null,
                value,
                null,
                null,
                null,
                Channel.COUNTER);
    }

    void sendTo(TestingKeyedRules rules) throws Exception {
        PurchaseRegistration purchase = purchase();
        rules.send(purchase, Facts.purchase(purchase, null, null));
    }
}
