package org.medsentry.gateway.reception;

import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;

/**
 * What a record is keyed by on its topic: the same as where it comes by the command line. Everybody who may read a topic sees its
 * keys, so they never hold a person's number or token.
 */
public final class RecordKey {
    private RecordKey() {}

    public static String of(StreamRecord record) {
        if (record instanceof PurchaseRegistration purchase) {
            return purchase.pharmacyId();
        }
        if (record instanceof AdverseReaction reaction) {
            return reaction.products().get(0).productCode();
        }
        if (record instanceof OnlineSale sale) {
            return sale.sellerId();
        }
        throw new IllegalStateException(record.getClass().getName());
    }
}
