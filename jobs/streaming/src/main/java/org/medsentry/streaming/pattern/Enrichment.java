package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.List;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.Product;
import org.medsentry.streaming.reference.Catalogue;

/** Finds in the catalogue what rules may ask about a record. */
final class Enrichment {

    /**
     * What is known of a record.
     *
     * @param suspects one for each suspected product of a report; empty for other streams
     * @param unknownProducts how many product codes the catalogue lacks
     */
    record Known(Facts whole, List<Facts> suspects, int unknownProducts) {}

    private final Catalogue catalogue;

    Enrichment(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Known enrich(StreamRecord record) {
        if (record instanceof PurchaseRegistration purchase) {
            return purchase(purchase);
        } else if (record instanceof AdverseReaction report) {
            return report(report);
        }
        return onlineSale((OnlineSale) record);
    }

    private Known purchase(PurchaseRegistration purchase) {
        Product product = catalogue.product(purchase.productCode());
        Facts facts = Facts.purchase(
                purchase,
                product,
                catalogue.recall(purchase.productCode(), purchase.lotNumber(), purchase.occurredAt()));
        return new Known(facts, List.of(), product == null ? 1 : 0);
    }

    private Known report(AdverseReaction report) {
        List<Facts> suspects = new ArrayList<>(report.products().size());
        int unknown = 0;
        for (ReportedProduct reported : report.products()) {
            if (reported.suspected()) {
                Product product = catalogue.product(reported.productCode());
                unknown += product == null ? 1 : 0;
                suspects.add(Facts.suspect(report, reported, product));
            }
        }
        return new Known(Facts.report(report), suspects, unknown);
    }

    private Known onlineSale(OnlineSale sale) {
        Product product = catalogue.product(sale.productCode(), sale.approvalNumber(), sale.productName());
        String productCode = sale.productCode() == null && product != null ? product.productCode() : sale.productCode();
        Facts facts = Facts.onlineSale(
                sale,
                product,
                catalogue.recall(productCode, sale.lotNumber(), sale.occurredAt()),
                catalogue.licence(sale.sellerLicence()));
        return new Known(facts, List.of(), product == null ? 1 : 0);
    }
}
