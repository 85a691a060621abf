package org.medsentry.bench.rules;

import java.util.concurrent.CompletableFuture;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.ingest.Ingested;

/** Generated purchases in the form in which the product's sources hand on what they have read. */
final class IngestedPurchases extends FedSource<Ingested<PurchaseRegistration>> {

    private static final long serialVersionUID = 1;

    private final GeneratedPurchases source;

    IngestedPurchases(GeneratedPurchases source) {
        this.source = source;
    }

    @Override
    Feed<Ingested<PurchaseRegistration>> feed() {
        Feed<PurchaseRegistration> purchases = source.feed();
        return new Feed<>() {
            @Override
            public CompletableFuture<Void> ready() {
                return purchases.ready();
            }

            @Override
            public Ingested<PurchaseRegistration> next() {
                PurchaseRegistration purchase = purchases.next();
                return purchase == null ? null : Ingested.good(purchase);
            }

            @Override
            public CompletableFuture<Void> end() {
                return purchases.end();
            }
        };
    }

    @Override
    long timeOf(Ingested<PurchaseRegistration> ingested) {
        return source.timeOf(ingested.record());
    }
}
