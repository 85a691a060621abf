package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.Facts;
import org.medsentry.rules.Firing;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;

/** The rules that ship, judging single records against a catalogue that is known from the start. */
final class ShippedRules {

    private final LiveRules rules = new LiveRules();
    private final Map<String, Product> products;
    private final Map<String, Product> productsByApproval;
    private final Map<String, Licence> licences;
    private final List<Recall> recalls;

    ShippedRules(Catalogue catalogue) throws RuleException {
        products = catalogue.products().stream().collect(Collectors.toMap(Product::productCode, Function.identity()));
        productsByApproval = catalogue.products().stream()
                .filter(product -> product.approvalNumber() != null)
                .collect(Collectors.toMap(Product::approvalNumber, Function.identity()));
        licences = catalogue.licences().stream().collect(Collectors.toMap(Licence::licenceNumber, Function.identity()));
        recalls = catalogue.recalls();
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            Rule rule = RuleFile.parse(file.getKey(), file.getValue());
            rules.apply(new RulePublication(
                    rule.id(), rule.version(), RuleState.ACTIVE, file.getValue(), Instant.EPOCH, "test"));
        }
    }

    List<Firing> judge(StreamRecord record) {
        List<Firing> firings = new ArrayList<>();
        if (record instanceof PurchaseRegistration purchase) {
            Facts facts = Facts.purchase(
                    purchase,
                    products.get(purchase.productCode()),
                    recall(purchase.productCode(), purchase.lotNumber(), purchase.occurredAt()));
            rules.judge(RuleStream.of(record.stream()), facts, List.of(), firings::add, hit -> {});
        } else if (record instanceof AdverseReaction report) {
            List<Facts> suspects = report.products().stream()
                    .filter(product -> product.suspected())
                    .map(product -> Facts.suspect(report, product, products.get(product.productCode())))
                    .toList();
            rules.judge(RuleStream.of(record.stream()), Facts.report(report), suspects, firings::add, hit -> {});
        } else if (record instanceof OnlineSale sale) {
            Product product = sale.productCode() == null
                    ? productsByApproval.get(sale.approvalNumber())
                    : products.get(sale.productCode());
            Facts facts = Facts.onlineSale(
                    sale,
                    product,
                    recall(product.productCode(), sale.lotNumber(), sale.occurredAt()),
                    sale.sellerLicence() == null ? null : licences.get(sale.sellerLicence()));
            rules.judge(RuleStream.of(record.stream()), facts, List.of(), firings::add, hit -> {});
        }
        return firings;
    }

    private Recall recall(String productCode, String lotNumber, Instant at) {
        return recalls.stream()
                .filter(recall -> recall.productCode().equals(productCode)
                        && recall.status() == RecallStatus.ACTIVE
                        && !at.isBefore(recall.effectiveAt())
                        && (recall.lotNumbers().isEmpty()
                                || lotNumber != null && recall.lotNumbers().contains(lotNumber)))
                .min(Comparator.comparingInt(Recall::recallClass))
                .orElse(null);
    }
}
