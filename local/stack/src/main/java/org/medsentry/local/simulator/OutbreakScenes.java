package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.Set;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.event.Symptom;

/** Scenarios of disease that shows in what many people buy. */
final class OutbreakScenes {

    private static final int FEVERISH = 12;
    private static final double ANTIPYRETICS_SHARE = .3;
    /** What comes on top of an ordinary day, in ordinary days' antipyretics. */
    private static final double[] RISE = {.3, .6, 1, 1.5, 2.1, 2.8, 3.5, 4.2};

    private static final double FEVER_AT_THE_END = .06;

    private OutbreakScenes() {}

    static void feverCluster(Stage stage) {
        stage.playFrom(.6, 1);
        String county = stage.county(0);
        Outgoing[] sales = new Outgoing[FEVERISH];
        for (int i = 0; i < FEVERISH; i++) {
            PurchaseDraft draft = stage.purchase(
                    stage.pharmacy(county, i),
                    stage.actor(county),
                    stage.anyOn(i % 3 == 0 ? Shelf.ANTIVIRAL : Shelf.ANTIPYRETIC),
                    stage.time(0, 8 + i, stage.random.below(60)));
            if (i % 4 == 3) {
                draft.symptoms = Set.of(Symptom.FEVER, Symptom.COUGH);
            } else {
                draft.temperature = stage.random.between(376, 395) / 10.0;
            }
            sales[i] = stage.send(draft);
            stage.expect("purchase-fever", "buyer", draft.buyer.idNumber(), "IV", sales[i]);
        }
        stage.expect("purchase-fever-cluster", "county", county, "III", sales);
    }

    static void fluSurge(Stage stage) {
        stage.playFrom(1, RISE.length);
        String county = stage.county(0);
        SimulationSettings settings = stage.world.settings();
        double ordinary = Math.max(
                20,
                ANTIPYRETICS_SHARE
                        * settings.purchasesPerDay()
                        / stage.world.landscape().counties().size());
        int shops = stage.world.landscape().plainPharmaciesOf(county).size();
        for (int day = 0; day < RISE.length; day++) {
            long sales = Math.round(RISE[day] * ordinary);
            double fever = FEVER_AT_THE_END * day / RISE.length;
            for (int i = 0; i < sales; i++) {
                Instant soldAt = stage.time(day, stage.random.between(8, 21), stage.random.below(60));
                PurchaseDraft draft = stage.purchase(
                        stage.pharmacy(county, stage.random.below(shops)),
                        stage.actor(county),
                        stage.anyOn(Shelf.ANTIPYRETIC),
                        soldAt);
                if (stage.random.chance(fever)) {
                    draft.temperature = stage.random.between(373, 395) / 10.0;
                }
                stage.send(draft);
            }
        }
        stage.expect("purchase-surge", "county+category", county + "|ANTIPYRETIC", "II");
        stage.expect("purchase-fever-cluster", "county", county, null);
    }
}
