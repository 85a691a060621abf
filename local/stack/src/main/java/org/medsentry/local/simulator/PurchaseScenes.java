package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;

/** Scenarios that a single purchase gives away. */
final class PurchaseScenes {

    private PurchaseScenes() {}

    static void feverBuyers(Stage stage) {
        stage.playFrom(.1, 8);
        double[] temperatures = {37.3, 38.1, 39.4, 40.2};
        for (int i = 0; i < 6; i++) {
            PurchaseDraft draft = singleSale(stage, stage.anyOn(Shelf.ANTIPYRETIC), i, i);
            if (i < temperatures.length) {
                draft.temperature = temperatures[i];
            } else {
                draft.symptoms = Set.of(Symptom.FEVER);
            }
            stage.expect("purchase-fever", "buyer", draft.buyer.idNumber(), "IV", stage.send(draft));
        }
        PurchaseDraft justBelow = singleSale(stage, stage.anyOn(Shelf.ANTIPYRETIC), 6, 6);
        justBelow.temperature = 37.2;
        stage.nearMiss("purchase-fever", stage.send(justBelow));
        PurchaseDraft noneOfTheFourKinds = singleSale(stage, stage.anyOn(Shelf.OTHER), 7, 7);
        noneOfTheFourKinds.temperature = 38.5;
        stage.nearMiss("purchase-fever", stage.send(noneOfTheFourKinds));
    }

    static void ephedrineOverLimit(Stage stage) {
        stage.playFrom(.2, 5);
        int[] quantities = {3, 4, 10};
        for (int i = 0; i < quantities.length; i++) {
            PurchaseDraft draft = singleSale(stage, stage.anyOn(Shelf.EPHEDRINE), i, i);
            draft.quantity = quantities[i];
            stage.expect("purchase-ephedrine-limit", "buyer", draft.buyer.idNumber(), "III", stage.send(draft));
        }
        PurchaseDraft atTheLimit = singleSale(stage, stage.anyOn(Shelf.EPHEDRINE), 3, 3);
        atTheLimit.quantity = 2;
        stage.nearMiss("purchase-ephedrine-limit", stage.send(atTheLimit));
    }

    static void recalledLotSold(Stage stage) {
        stage.playFrom(.3, 6);
        Recall recall = recallsInForce(stage).get(0);
        Product product = productOf(stage, recall);
        String lot = recall.lotNumbers().get(0);
        List<Outgoing> sales = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PurchaseDraft draft = singleSale(stage, product, i, i);
            draft.lotNumber = lot;
            sales.add(stage.send(draft));
        }
        String level = recall.recallClass() == 1 ? "I" : "II";
        stage.expect(
                "purchase-recalled-lot",
                "product+lot",
                product.productCode() + '|' + lot,
                level,
                sales.toArray(Outgoing[]::new));

        PurchaseDraft otherLot = singleSale(stage, product, 3, 3);
        otherLot.lotNumber = stage.lot(1);
        stage.nearMiss("purchase-recalled-lot", stage.send(otherLot));
        recallsOfAllLots(stage).forEach(all -> sellUnknownLot(stage, all));
        closedRecalls(stage).stream().limit(1).forEach(closed -> {
            PurchaseDraft draft = singleSale(stage, productOf(stage, closed), 5, 5);
            draft.lotNumber = closed.lotNumbers().get(0);
            stage.nearMiss("purchase-recalled-lot", stage.send(draft));
        });
    }

    private static void sellUnknownLot(Stage stage, Recall recall) {
        Product product = productOf(stage, recall);
        Outgoing sale = stage.send(singleSale(stage, product, 4, 4));
        stage.expect("purchase-recalled-lot", "product+lot", null, recall.recallClass() == 1 ? "I" : "II", sale);
    }

    /** Recalls of named lots in force before the month, the oldest first; if possible of what may be sold online. */
    static List<Recall> recallsInForce(Stage stage) {
        List<Recall> recalls = recalls(stage, RecallStatus.ACTIVE).stream()
                .filter(recall -> !recall.lotNumbers().isEmpty())
                .toList();
        if (recalls.isEmpty()) {
            throw new IllegalArgumentException("the recalls have none that is in force before "
                    + stage.world.settings().start() + " and names lots, which a scenario needs");
        }
        List<Recall> ofOrdinaryProducts = recalls.stream()
                .filter(recall -> !productOf(stage, recall).onlineBanned())
                .toList();
        return ofOrdinaryProducts.isEmpty() ? recalls : ofOrdinaryProducts;
    }

    static Product productOf(Stage stage, Recall recall) {
        return stage.world.assortment().byCode(recall.productCode());
    }

    private static List<Recall> recallsOfAllLots(Stage stage) {
        return recalls(stage, RecallStatus.ACTIVE).stream()
                .filter(recall -> recall.lotNumbers().isEmpty())
                .limit(1)
                .toList();
    }

    private static List<Recall> closedRecalls(Stage stage) {
        return recalls(stage, RecallStatus.CLOSED).stream()
                .filter(recall -> !recall.lotNumbers().isEmpty())
                .toList();
    }

    private static List<Recall> recalls(Stage stage, RecallStatus status) {
        return stage.world.assortment().recalls().stream()
                .filter(recall -> recall.status() == status
                        && recall.effectiveAt().isBefore(stage.world.settings().start())
                        && productOf(stage, recall) != null)
                .sorted(Comparator.comparing(Recall::effectiveAt).thenComparing(Recall::recallId))
                .toList();
    }

    static void prescriptionMissing(Stage stage) {
        stage.playFrom(.25, 1);
        Pharmacy pharmacy = stage.pharmacy(stage.county(0), 0);
        List<Outgoing> sales = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Instant soldAt = stage.time(0, 9 + 2 * i, stage.random.below(60));
            PurchaseDraft draft =
                    stage.purchase(pharmacy, stage.actor(pharmacy.county()), stage.anyOn(Shelf.ANTIBIOTIC), soldAt);
            draft.prescriptionId = null;
            sales.add(stage.send(draft));
        }
        stage.expect("purchase-prescription-missing", "pharmacy", pharmacy.id(), "III", sales.toArray(Outgoing[]::new));
    }

    private static PurchaseDraft singleSale(Stage stage, Product product, int county, int day) {
        Pharmacy pharmacy = stage.pharmacy(stage.county(county), county);
        Instant soldAt = stage.time(day, stage.random.between(9, 20), stage.random.below(60));
        return stage.purchase(pharmacy, stage.actor(pharmacy.county()), product, soldAt);
    }
}
