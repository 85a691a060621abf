package org.medsentry.local.simulator;

import java.util.List;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.LicenceStatus;
import org.medsentry.schemas.reference.Product;

/** Scenarios of sellers without a right to sell. */
final class LicenceScenes {

    private static final int SHARERS = 3;

    private LicenceScenes() {}

    static void missing(Stage stage) {
        play(stage, .1, LicenceRegister.stranger("SHOP-NO-LICENCE", null, stage.county(0)));
    }

    static void unknown(Stage stage) {
        play(stage, .2, LicenceRegister.stranger("SHOP-MADE-UP-LICENCE", "渝CB9999999", stage.county(0)));
    }

    static void expired(Stage stage) {
        LicenceRegister licences = stage.world.licences();
        Licence licence = licences.any(stage.random, "active licence that has run out", licences::hasExpired);
        play(stage, .3, LicenceRegister.seller(licence.sellerIds().get(0), licence, 0));
    }

    static void suspended(Stage stage) {
        Licence licence = stage.world
                .licences()
                .any(stage.random, "suspended licence", any -> any.status() == LicenceStatus.SUSPENDED);
        play(stage, .4, LicenceRegister.seller(licence.sellerIds().get(0), licence, 1));
    }

    static void ofAnother(Stage stage) {
        LicenceRegister licences = stage.world.licences();
        Licence licence = licences.any(
                stage.random,
                "licence of a single seller that is in force all month",
                any -> licences.isGoodAllMonth(any) && any.sellerIds().size() == 1);
        play(
                stage,
                .5,
                LicenceRegister.stranger("SHOP-BORROWED-LICENCE", licence.licenceNumber(), licence.regionCode()));
    }

    private static void play(Stage stage, double part, Seller seller) {
        stage.playFrom(part, 3);
        List<Product> products = stage.world.assortment().online();
        Outgoing listed = stage.send(
                stage.online(OnlineSaleType.LISTING, seller, stage.random.pick(products), stage.time(0, 11, 10)));
        Outgoing ordered = stage.send(
                stage.online(OnlineSaleType.ORDER, seller, stage.random.pick(products), stage.time(2, 20, 30)));
        stage.expect("online-unlicensed", "seller", seller.sellerId(), "III", listed, ordered);
    }

    static void shared(Stage stage) {
        stage.playFrom(.9, 5);
        LicenceRegister licences = stage.world.licences();
        Licence licence = licences.any(
                stage.random,
                "licence for several sellers that is in force all month",
                any -> licences.isGoodAllMonth(any) && any.sellerIds().size() >= SHARERS);
        Product product = stage.random.pick(stage.world.assortment().online());
        Outgoing[] orders = new Outgoing[SHARERS];
        for (int i = 0; i < SHARERS; i++) {
            Seller seller = LicenceRegister.seller(licence.sellerIds().get(i), licence, i);
            orders[i] = stage.send(stage.online(OnlineSaleType.ORDER, seller, product, stage.time(2 * i, 16, 0)));
        }
        stage.expect("online-licence-shared", "sellerLicence", licence.licenceNumber(), "III", orders);
    }
}
