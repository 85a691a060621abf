package org.medsentry.local.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;

/** A line of a receipt, filled in by whoever tells its story. */
final class PurchaseDraft {

    private static final double FEVER_FROM = 37.3;
    private static final int EPHEDRINE_LIMIT = 2;

    final String eventId;
    final Pharmacy pharmacy;
    final Person buyer;
    final Product product;
    final Instant soldAt;

    Instant sentAt;
    String receiptId;
    String lotNumber;
    String traceCode;
    int quantity = 1;
    Double unitPrice;
    String prescriptionId;
    String pharmacistId;
    Channel channel = Channel.COUNTER;
    Double temperature;
    Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);

    PurchaseDraft(String eventId, Pharmacy pharmacy, Person buyer, Product product, Instant soldAt) {
        this.eventId = eventId;
        this.pharmacy = pharmacy;
        this.buyer = buyer;
        this.product = product;
        this.soldAt = soldAt;
    }

    Outgoing finish(Assortment assortment, ZoneId zone) {
        return Outgoing.good(
                Stream.PURCHASE_REGISTRATIONS,
                pharmacy.id(),
                toJson(zone),
                soldAt,
                sentAt,
                pharmacy.network().source(),
                eventId,
                ruleIds(assortment));
    }

    private List<String> ruleIds(Assortment assortment) {
        List<String> ruleIds = new ArrayList<>(0);
        boolean feverish = temperature != null && temperature >= FEVER_FROM || symptoms.contains(Symptom.FEVER);
        if (feverish && !product.categories().isEmpty()) {
            ruleIds.add("purchase-fever");
        }
        if (product.controlClass() == ControlClass.EPHEDRINE_COMPOUND && quantity > EPHEDRINE_LIMIT) {
            ruleIds.add("purchase-ephedrine-limit");
        }
        if (assortment.isRecalled(product, lotNumber, soldAt)) {
            ruleIds.add("purchase-recalled-lot");
        }
        if (product.prescriptionOnly() && prescriptionId == null) {
            ruleIds.add("purchase-prescription-missing");
        }
        return ruleIds;
    }

    private byte[] toJson(ZoneId zone) {
        Network network = pharmacy.network();
        RecordJson json = new RecordJson()
                .text("eventId", eventId)
                .text("source", network.source())
                .time("occurredAt", soldAt, zone, network.writesUtc())
                .text("receiptId", receiptId)
                .text("pharmacyId", pharmacy.id())
                .text("regionCode", pharmacy.county())
                .open("buyer");
        switch (network.identity()) {
            case FULL ->
                json.text("idNumber", buyer.idNumber())
                        .text("phone", buyer.phone())
                        .text("name", buyer.name());
            case NUMBER -> json.text("idNumber", buyer.idNumber());
            case TOKEN -> json.text("token", buyer.token());
        }
        return json.number("birthYear", buyer.birthYear())
                .text("sex", buyer.sex())
                .text("residenceRegionCode", buyer.residence())
                .number("temperatureC", temperature)
                .texts("symptoms", symptoms)
                .close()
                .text("productCode", product.productCode())
                .text("productName", product.nameZh())
                .text("approvalNumber", product.approvalNumber())
                .text("lotNumber", lotNumber)
                .text("traceCode", traceCode)
                .number("quantity", quantity)
                .number("unitPrice", unitPrice)
                .text("prescriptionId", prescriptionId)
                .text("pharmacistId", pharmacistId)
                .text("channel", channel)
                .toBytes();
    }
}
