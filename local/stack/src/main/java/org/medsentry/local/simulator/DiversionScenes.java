package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;

/** Scenarios of people who gather medicines from one shop after another. */
final class DiversionScenes {

    private static final int RING = 4;
    private static final int SHOPS = 3;

    private DiversionScenes() {}

    static void ephedrineRing(Stage stage) {
        stage.playFrom(.45, 4);
        String county = stage.county(0);
        List<Outgoing> all = new ArrayList<>();
        for (int member = 0; member < RING; member++) {
            Person buyer = stage.actor(county);
            Outgoing[] sales = new Outgoing[SHOPS];
            for (int shop = 0; shop < SHOPS; shop++) {
                PurchaseDraft draft = stage.purchase(
                        stage.pharmacy(county, member + shop),
                        buyer,
                        stage.anyOn(Shelf.EPHEDRINE),
                        stage.time(member, 9 + 4 * shop, stage.random.below(60)));
                draft.quantity = 2;
                sales[shop] = stage.send(draft);
                all.add(sales[shop]);
            }
            stage.expect("purchase-ephedrine-hopping", "buyer", buyer.idNumber(), "II", sales);
            stage.expect("purchase-repeat-four-kinds", "buyer", buyer.idNumber(), "IV", sales);
        }
        stage.expect("diversion-ring", "county", county, "II", all.toArray(Outgoing[]::new));
    }

    static void opioidShopping(Stage stage) {
        stage.playFrom(.5, 7);
        String county = stage.county(0);
        Person buyer = stage.actor(county);
        Product product = stage.world
                .assortment()
                .any(stage.random, "oral narcotic or psychotropic medicine", DiversionScenes::isOralOpioid);
        Outgoing[] sales = new Outgoing[SHOPS];
        for (int i = 0; i < SHOPS; i++) {
            PurchaseDraft draft =
                    stage.purchase(stage.pharmacy(county, i), buyer, product, stage.time(2 * i, 10 + i, 15));
            sales[i] = stage.send(draft);
        }
        stage.expect("purchase-opioid-shopping", "buyer", buyer.idNumber(), "II", sales);
    }

    private static boolean isOralOpioid(Product product) {
        return "ORAL".equals(product.route())
                && (product.controlClass() == ControlClass.NARCOTIC
                        || product.controlClass() == ControlClass.PSYCHOTROPIC_1
                        || product.controlClass() == ControlClass.PSYCHOTROPIC_2);
    }

    static void fourKindsRepeat(Stage stage) {
        stage.playFrom(.35, 3);
        String county = stage.county(0);
        Person buyer = stage.actor(county);
        Shelf[] shelves = {Shelf.ANTIPYRETIC, Shelf.ANTITUSSIVE, Shelf.ANTIVIRAL};
        Outgoing[] sales = new Outgoing[shelves.length];
        Person loyal = stage.actor(county);
        for (int i = 0; i < shelves.length; i++) {
            Instant soldAt = stage.time(i, 11 + i, 30);
            sales[i] =
                    stage.send(stage.purchase(stage.pharmacy(county, i % 2), buyer, stage.anyOn(shelves[i]), soldAt));
            Outgoing alwaysThere =
                    stage.send(stage.purchase(stage.pharmacy(county, 2), loyal, stage.anyOn(shelves[i]), soldAt));
            stage.nearMiss("purchase-repeat-four-kinds", alwaysThere);
        }
        stage.expect("purchase-repeat-four-kinds", "buyer", buyer.idNumber(), "IV", sales);
    }

    static void onlineEphedrineSplitting(Stage stage) {
        stage.playFrom(.7, 1);
        Person buyer = stage.actor(stage.county(0));
        Outgoing[] orders = new Outgoing[SHOPS];
        for (int i = 0; i < SHOPS; i++) {
            Seller seller = stage.seller(i);
            OnlineDraft draft = stage.online(
                    OnlineSaleType.ORDER, seller, stage.anyOn(Shelf.EPHEDRINE), stage.time(0, 10 + 3 * i, 20));
            draft.buyer = buyer;
            draft.quantity = 2;
            orders[i] = stage.send(draft);
            stage.expect("online-banned", "seller", seller.sellerId(), "II", orders[i]);
        }
        stage.expect("online-ephedrine-splitting", "buyer", buyer.idNumber(), "II", orders);
    }
}
