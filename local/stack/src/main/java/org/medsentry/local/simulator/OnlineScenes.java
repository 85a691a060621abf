package org.medsentry.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/** Scenarios of what is sold online. */
final class OnlineScenes {

    private static final int ORDINARY_PRICES = 24;

    private OnlineScenes() {}

    static void banned(Stage stage) {
        stage.playFrom(.2, 4);
        Seller seller = stage.seller(0);
        OnlineDraft listed = stage.online(OnlineSaleType.LISTING, seller, bannedProduct(stage), stage.time(0, 9, 30));
        OnlineDraft listedByName =
                stage.online(OnlineSaleType.LISTING, seller, bannedProduct(stage), stage.time(1, 9, 30));
        listedByName.productCodeKnown = false;
        OnlineDraft ordered = stage.online(OnlineSaleType.ORDER, seller, bannedProduct(stage), stage.time(2, 21, 0));
        stage.expect(
                "online-banned",
                "seller",
                seller.sellerId(),
                "II",
                stage.send(listed),
                stage.send(listedByName),
                stage.send(ordered));
        OnlineDraft takenDown =
                stage.online(OnlineSaleType.DELISTING, stage.seller(1), bannedProduct(stage), stage.time(3, 9, 0));
        stage.nearMiss("online-banned", stage.send(takenDown));
    }

    private static Product bannedProduct(Stage stage) {
        return stage.world
                .assortment()
                .any(
                        stage.random,
                        "product that must not be sold online",
                        product -> product.onlineBanned()
                                && product.approvalNumber() != null
                                && product.controlClass() == ControlClass.NONE);
    }

    static void prescriptionUnverified(Stage stage) {
        stage.playFrom(.3, 3);
        Seller seller = stage.seller(0);
        Boolean[] verified = {Boolean.FALSE, null, Boolean.FALSE};
        Outgoing[] orders = new Outgoing[verified.length];
        for (int i = 0; i < verified.length; i++) {
            OnlineDraft order =
                    stage.online(OnlineSaleType.ORDER, seller, prescriptionProduct(stage), stage.time(i, 19, 10));
            order.prescriptionVerified = verified[i];
            orders[i] = stage.send(order);
        }
        stage.expect("online-prescription-unverified", "seller", seller.sellerId(), "III", orders);
        Outgoing inOrder = stage.send(
                stage.online(OnlineSaleType.ORDER, stage.seller(1), prescriptionProduct(stage), stage.time(0, 12, 0)));
        stage.nearMiss("online-prescription-unverified", inOrder);
        Product product = prescriptionProduct(stage);
        Seller lister = notOffering(stage, product).get(0);
        Outgoing onlyListed = stage.send(stage.online(OnlineSaleType.LISTING, lister, product, stage.time(1, 12, 0)));
        stage.nearMiss("online-prescription-unverified", onlyListed);
    }

    private static Product prescriptionProduct(Stage stage) {
        List<Product> products = stage.world.assortment().online().stream()
                .filter(Product::prescriptionOnly)
                .toList();
        return products.isEmpty()
                ? stage.world.assortment().any(stage.random, "prescription medicine", Product::prescriptionOnly)
                : stage.random.pick(products);
    }

    static void recalledLot(Stage stage) {
        stage.playFrom(.4, 4);
        List<Recall> recalls = PurchaseScenes.recallsInForce(stage);
        Recall recall = recalls.get(recalls.size() - 1);
        Product product = PurchaseScenes.productOf(stage, recall);
        String lot = recall.lotNumbers().get(0);
        Outgoing[] orders = new Outgoing[2];
        for (int i = 0; i < orders.length; i++) {
            OnlineDraft order = stage.online(OnlineSaleType.ORDER, stage.seller(i), product, stage.time(i, 13, 40));
            order.lotNumber = lot;
            orders[i] = stage.send(order);
        }
        stage.expect(
                "online-recalled-lot",
                "product+lot",
                product.productCode() + '|' + lot,
                recall.recallClass() == 1 ? "I" : "II",
                orders);
        OnlineDraft otherLot = stage.online(OnlineSaleType.ORDER, stage.seller(2), product, stage.time(2, 13, 40));
        otherLot.lotNumber = stage.lot(1);
        stage.nearMiss("online-recalled-lot", stage.send(otherLot));
    }

    static void relisting(Stage stage) {
        stage.playFrom(.5, 11);
        Product product = stage.random.pick(stage.world.assortment().online());
        List<Seller> sellers = notOffering(stage, product);
        Seller seller = sellers.get(0);
        Outgoing down = stage.send(stage.online(OnlineSaleType.DELISTING, seller, product, stage.time(0, 10, 0)));
        Outgoing up = stage.send(stage.online(OnlineSaleType.LISTING, seller, product, stage.time(4, 22, 0)));
        String key = seller.sellerId() + '|' + product.productCode();
        stage.expect("online-relisting", "seller+product", key, "III", down, up);
        Seller patient = sellers.get(1 % sellers.size());
        if (!patient.equals(seller)) {
            stage.send(stage.online(OnlineSaleType.DELISTING, patient, product, stage.time(0, 10, 0)));
            Outgoing afterTenDays =
                    stage.send(stage.online(OnlineSaleType.LISTING, patient, product, stage.time(10, 10, 0)));
            stage.nearMiss("online-relisting", afterTenDays);
        }
    }

    static void priceAnomaly(Stage stage) {
        stage.playFrom(.6, 9);
        Product product = stage.random.pick(stage.world.assortment().online());
        List<Seller> sellers = notOffering(stage, product);
        for (int i = 0; i < ORDINARY_PRICES; i++) {
            Seller seller = sellers.get(i % sellers.size());
            stage.send(stage.online(OnlineSaleType.LISTING, seller, product, stage.time(i / 3, 8 + 4 * (i % 3), 0)));
        }
        OnlineDraft cheap = stage.online(OnlineSaleType.LISTING, sellers.get(0), product, stage.time(8, 23, 0));
        cheap.price = Math.max(.1, Math.round(cheap.price * 2.5) / 10.0);
        stage.expect("online-price-anomaly", "product", product.productCode(), "IV", stage.send(cheap));
    }

    /** Sellers that do not have the product otherwise, so that nobody else's listing or delisting comes in between. */
    private static List<Seller> notOffering(Stage stage, Product product) {
        List<Seller> sellers = new ArrayList<>();
        for (int i = 0; i < stage.world.sellers().size(); i++) {
            Seller seller = stage.seller(i);
            if (!stage.world.offers().has(seller, product)) {
                sellers.add(seller);
            }
        }
        if (sellers.isEmpty()) {
            throw new IllegalArgumentException(
                    "scenario " + stage.scenario.id() + " needs more licensed sellers than the licences have");
        }
        return sellers;
    }
}
