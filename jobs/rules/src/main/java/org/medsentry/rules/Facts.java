package org.medsentry.rules;

import java.util.Objects;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/**
 * Everything a condition may look at: one record (or one record and one suspected product of it) with what enrichment
 * found. Null means missing. One object rather than a map, so that judging neither copies nor looks anything up by name.
 */
public final class Facts {

    private final StreamRecord event;
    private final Product product;
    private final Recall recall;
    private final Licence licence;
    private final ReportedProduct suspect;

    private Facts(StreamRecord event, Product product, Recall recall, Licence licence, ReportedProduct suspect) {
        this.event = Objects.requireNonNull(event, "event");
        this.product = product;
        this.recall = recall;
        this.licence = licence;
        this.suspect = suspect;
    }

    /** @param recall an active recall of this product and lot that is effective at the time of the sale, or null */
    public static Facts purchase(PurchaseRegistration event, Product product, Recall recall) {
        return new Facts(event, product, recall, null, null);
    }

    /**
     * @param recall an active recall of this product and lot that is effective at the time of the record, or null
     * @param licence the registry's row of the licence that the record names, whatever its status, or null
     */
    public static Facts onlineSale(OnlineSale event, Product product, Recall recall, Licence licence) {
        return new Facts(event, product, recall, licence, null);
    }

    /** The report as a whole. */
    public static Facts report(AdverseReaction event) {
        return new Facts(event, null, null, null, null);
    }

    /** One suspected or interacting product of a report. */
    public static Facts suspect(AdverseReaction event, ReportedProduct suspect, Product product) {
        return new Facts(event, product, null, null, Objects.requireNonNull(suspect, "suspect"));
    }

    public Stream stream() {
        return event.stream();
    }

    public StreamRecord event() {
        return event;
    }

    public Product product() {
        return product;
    }

    public Recall recall() {
        return recall;
    }

    public Licence licence() {
        return licence;
    }

    public ReportedProduct suspect() {
        return suspect;
    }

    /** What a firing on these facts is about. */
    Subject subject() {
        String pharmacyId = event instanceof PurchaseRegistration purchase ? purchase.pharmacyId() : null;
        OnlineSale online = event instanceof OnlineSale sale ? sale : null;
        AdverseReaction report = event instanceof AdverseReaction reaction ? reaction : null;
        ReportedReaction only = report != null && report.reactions().size() == 1
                ? report.reactions().get(0)
                : null;
        return new Subject(
                productCode(),
                productName(),
                lotNumber(),
                product == null
                                || product.categories() == null
                                || product.categories().isEmpty()
                        ? null
                        : product.categories().get(0).name(),
                product == null || product.controlClass() == null || product.controlClass() == ControlClass.NONE
                        ? null
                        : product.controlClass().name(),
                online == null ? null : online.sellerId(),
                online == null ? null : online.sellerLicence(),
                online == null ? null : online.platformId(),
                pharmacyId,
                report == null ? null : report.reporterId(),
                recall == null ? null : recall.recallId(),
                only == null ? null : only.code(),
                only == null ? null : only.term());
    }

    private String productCode() {
        if (suspect != null) {
            return suspect.productCode();
        }
        if (event instanceof PurchaseRegistration purchase) {
            return purchase.productCode();
        }
        if (event instanceof OnlineSale sale && sale.productCode() != null) {
            return sale.productCode();
        }
        return product == null ? null : product.productCode();
    }

    private String productName() {
        if (product != null) {
            return product.nameZh();
        }
        if (suspect != null) {
            return suspect.productName();
        }
        if (event instanceof PurchaseRegistration purchase) {
            return purchase.productName();
        }
        return event instanceof OnlineSale sale ? sale.productName() : null;
    }

    private String lotNumber() {
        if (suspect != null) {
            return suspect.lotNumber();
        }
        if (event instanceof PurchaseRegistration purchase) {
            return purchase.lotNumber();
        }
        return event instanceof OnlineSale sale ? sale.lotNumber() : null;
    }
}
