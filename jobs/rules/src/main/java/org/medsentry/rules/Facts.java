package org.medsentry.rules;

import java.util.Objects;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/**
 * Everything a condition may look at: one record (or one record and one suspected product of it) with what enrichment
 * found. Null means missing. One object rather than a map, so that judging neither copies nor looks anything up by name.
 */
public final class Facts {

    private final RuleStream stream;
    private final StreamRecord event;
    private final Product product;
    private final Recall recall;
    private final Licence licence;
    private final ReportedProduct suspect;
    private final Category category;
    private final Sighting sighting;
    private final Signal signal;
    private Subject subject;

    private Facts(
            RuleStream stream,
            StreamRecord event,
            Product product,
            Recall recall,
            Licence licence,
            ReportedProduct suspect,
            Category category,
            Sighting sighting,
            Signal signal) {
        this.stream = stream;
        this.event = event;
        this.product = product;
        this.recall = recall;
        this.licence = licence;
        this.suspect = suspect;
        this.category = category;
        this.sighting = sighting;
        this.signal = signal;
    }

    private static Facts ofRecord(
            StreamRecord event, Product product, Recall recall, Licence licence, ReportedProduct suspect) {
        Objects.requireNonNull(event, "event");
        return new Facts(RuleStream.of(event.stream()), event, product, recall, licence, suspect, null, null, null);
    }

    /** @param recall an active recall of this product and lot that is effective at the time of the sale, or null */
    public static Facts purchase(PurchaseRegistration event, Product product, Recall recall) {
        return ofRecord(event, product, recall, null, null);
    }

    /**
     * @param recall an active recall of this product and lot that is effective at the time of the record, or null
     * @param licence the registry's row of the licence that the record names, whatever its status, or null
     */
    public static Facts onlineSale(OnlineSale event, Product product, Recall recall, Licence licence) {
        return ofRecord(event, product, recall, licence, null);
    }

    /** The report as a whole. */
    public static Facts report(AdverseReaction event) {
        return ofRecord(event, null, null, null, null);
    }

    /** One suspected or interacting product of a report. */
    public static Facts suspect(AdverseReaction event, ReportedProduct suspect, Product product) {
        return ofRecord(event, product, null, null, Objects.requireNonNull(suspect, "suspect"));
    }

    /** What was seen of a sale, as rules over several streams look at it. */
    public static Facts sighting(Sighting sighting, Product product) {
        Objects.requireNonNull(sighting, "sighting");
        return new Facts(RuleStream.SIGHTINGS, null, product, null, null, null, null, sighting, null);
    }

    /**
     * What a rule found, as rules over signals or sightings look at it.
     *
     * @param stream {@link RuleStream#SIGNALS} or {@link RuleStream#SIGHTINGS}
     */
    public static Facts signal(RuleStream stream, Signal signal) {
        Objects.requireNonNull(signal, "signal");
        return new Facts(stream, null, null, null, null, null, null, null, signal);
    }

    /** The same facts, looked at for one category of the product. */
    Facts of(Category category) {
        return new Facts(stream, event, product, recall, licence, suspect, category, sighting, signal);
    }

    public RuleStream stream() {
        return stream;
    }

    /** Null for what is no record of an input stream. */
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

    public Category category() {
        return category;
    }

    public Sighting sighting() {
        return sighting;
    }

    public Signal signal() {
        return signal;
    }

    /** What a firing on these facts is about. */
    Subject subject() {
        if (subject == null) {
            subject = about();
        }
        return subject;
    }

    private Subject about() {
        if (signal != null) {
            return signal.subject();
        }
        if (sighting != null) {
            return seen();
        }
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
                categoryName(),
                controlClassName(),
                online == null ? null : online.sellerId(),
                online == null ? null : online.sellerLicence(),
                online == null ? null : online.platformId(),
                pharmacyId,
                report == null ? null : report.reporterId(),
                recall == null ? null : recall.recallId(),
                only == null ? null : only.code(),
                only == null ? null : only.term());
    }

    private Subject seen() {
        return new Subject(
                sighting.productCode(),
                product == null ? null : product.nameZh(),
                sighting.lotNumber(),
                categoryName(),
                controlClassName(),
                sighting.sellerId(),
                null,
                sighting.platformId(),
                sighting.pharmacyId(),
                null,
                null,
                null,
                null);
    }

    private String controlClassName() {
        return product == null || product.controlClass() == null || product.controlClass() == ControlClass.NONE
                ? null
                : product.controlClass().name();
    }

    private String categoryName() {
        if (category != null) {
            return category.name();
        }
        boolean none = product == null
                || product.categories() == null
                || product.categories().isEmpty();
        return none ? null : product.categories().get(0).name();
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
