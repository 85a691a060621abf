package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.ResponsibilityTopic;

class PurchaseCatalogueTest {

    private static final TestingRules rules = TestingRules.catalogue();
    private final TestingPurchase purchase = new TestingPurchase();
    private final TestingProduct product = new TestingProduct();
    private Recall recall;

    private List<Firing> judged() {
        return rules.judge(Facts.purchase(purchase.build(), product.build(), recall));
    }

    private List<String> ids() {
        return judged().stream().map(Firing::ruleId).toList();
    }

    @Test
    void anOrdinaryPurchaseFiresNothing() {
        assertThat(judged()).isEmpty();
        assertThat(rules.judge(Facts.purchase(purchase.build(), null, null))).isEmpty();
        assertThat(rules.live.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"37.3, true", "37.29, false", "37.31, true", "30, false", "45, true", ", false"})
    void feverStartsAt37Point3(Double temperature, boolean fires) {
        product.categories = List.of(Category.ANTIPYRETIC);
        purchase.temperatureC = temperature;
        assertThat(ids()).isEqualTo(fires ? List.of("purchase-fever") : List.of());
    }

    @Test
    void feverBySymptomIsEnough() {
        product.categories = List.of(Category.ANTIBIOTIC);
        purchase.symptoms = List.of(Symptom.COUGH, Symptom.FEVER);
        assertThat(ids()).containsExactly("purchase-fever");
        purchase.temperatureC = 36.5;
        assertThat(ids()).containsExactly("purchase-fever");
        purchase.symptoms = List.of(Symptom.COUGH);
        assertThat(ids()).isEmpty();
        purchase.symptoms = null;
        assertThat(ids()).isEmpty();
    }

    @Test
    void feverCountsOnlyForTheFourKinds() {
        purchase.temperatureC = 39.0;
        assertThat(ids()).isEmpty();
        for (Category category : Category.values()) {
            product.categories = List.of(category);
            assertThat(ids()).containsExactly("purchase-fever");
        }
        assertThat(rules.judge(Facts.purchase(purchase.build(), null, null))).isEmpty();
    }

    @Test
    void feverIsASignalOnly() {
        product.categories = List.of(Category.ANTIVIRAL, Category.ANTIPYRETIC);
        purchase.temperatureC = 38.5;
        purchase.quantity = 2;
        Firing firing = judged().get(0);
        assertThat(firing.raisesAlert()).isFalse();
        assertThat(firing.shadow()).isFalse();
        assertThat(firing.level()).isEqualTo(Level.IV);
        assertThat(firing.topic()).isEqualTo(ResponsibilityTopic.PURCHASE);
        assertThat(firing.key()).isEqualTo(new SubjectKey("buyer", "buyer-1"));
        assertThat(firing.observed()).isEqualTo(38.5);
        assertThat(firing.threshold()).isEqualTo(37.3);
        assertThat(firing.subject().category()).isEqualTo("ANTIVIRAL");
        assertThat(firing.subject().controlClass()).isNull();
        assertThat(firing.subject().productName()).isEqualTo("试验片");
        assertThat(firing.subject().pharmacyId()).isEqualTo("YD-001");
        assertThat(firing.explanation().zh())
                .isEqualTo("购药人体温 38.5 ℃（阈值 37.3 ℃），于 2026-03-01 10:30 在药店 YD-001 购买抗病毒类、退热类药品试验片 2 盒。");
        assertThat(firing.explanation().en())
                .isEqualTo(
                        "A buyer with a temperature of 38.5 °C (threshold 37.3 °C) bought 2 package(s) of Test tablets "
                                + "(antiviral, antipyretic) at pharmacy YD-001 on 2026-03-01 10:30.");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "10000, true"})
    void ephedrineFiresAboveTwoPackages(int quantity, boolean fires) {
        product.controlClass = ControlClass.EPHEDRINE_COMPOUND;
        purchase.quantity = quantity;
        assertThat(ids()).isEqualTo(fires ? List.of("purchase-ephedrine-limit") : List.of());
    }

    @Test
    void ephedrineSaysHowMuch() {
        product.controlClass = ControlClass.EPHEDRINE_COMPOUND;
        purchase.quantity = 3;
        Firing firing = judged().get(0);
        assertThat(firing.level()).isEqualTo(Level.III);
        assertThat(firing.raisesAlert()).isTrue();
        assertThat(firing.key()).isEqualTo(new SubjectKey("buyer", "buyer-1"));
        assertThat(firing.observed()).isEqualTo(3.0);
        assertThat(firing.threshold()).isEqualTo(2.0);
        assertThat(firing.subject().controlClass()).isEqualTo("EPHEDRINE_COMPOUND");
        assertThat(firing.explanation().zh()).isEqualTo("2026-03-01 10:30，药店 YD-001 一次售出含麻黄碱类复方制剂试验片 3 盒，超过每次 2 盒的限量。");
        product.controlClass = ControlClass.CODEINE_COMPOUND;
        assertThat(ids()).isEmpty();
    }

    @Test
    void recalledLot() {
        recall = recall(2, purchase.occurredAt, RecallStatus.ACTIVE);
        Firing firing = judged().get(0);
        assertThat(firing.ruleId()).isEqualTo("purchase-recalled-lot");
        assertThat(firing.level()).isEqualTo(Level.II);
        assertThat(firing.key()).isEqualTo(new SubjectKey("product+lot", "86900000000017|L1"));
        assertThat(firing.subject().recallId()).isEqualTo("RC-1");
        assertThat(firing.explanation().zh()).contains("二级召回（RC-1）", "批号 L1");
        recall = recall(1, purchase.occurredAt, RecallStatus.ACTIVE);
        assertThat(judged().get(0).level()).isEqualTo(Level.I);
        recall = recall(3, purchase.occurredAt, RecallStatus.ACTIVE);
        assertThat(judged().get(0).level()).isEqualTo(Level.II);
    }

    @Test
    void recalledLotFromItsEffectiveTimeOnAndWhileActive() {
        recall = recall(2, purchase.occurredAt.plusNanos(1), RecallStatus.ACTIVE);
        assertThat(ids()).isEmpty();
        recall = recall(2, purchase.occurredAt, RecallStatus.CLOSED);
        assertThat(ids()).isEmpty();
    }

    @Test
    void recallOfAProductWhoseLotOrCatalogueEntryIsUnknown() {
        recall = recall(2, purchase.occurredAt, RecallStatus.ACTIVE);
        purchase.lotNumber = null;
        Firing firing =
                rules.judge(Facts.purchase(purchase.build(), null, recall)).get(0);
        assertThat(firing.key().value()).isEqualTo("86900000000017|");
        assertThat(firing.subject().productName()).isEqualTo("药盒上的名称");
        assertThat(firing.explanation().zh()).contains("86900000000017（批号不详）");
        assertThat(firing.explanation().en()).contains("(lot unknown)");
    }

    @Test
    void prescriptionMissing() {
        assertThat(hitsAtPharmacies()).isEmpty();
        product.prescriptionOnly = true;
        assertThat(hitsAtPharmacies()).containsExactly(new SubjectKey("pharmacy", "YD-001"));
        purchase.prescriptionId = "";
        assertThat(hitsAtPharmacies()).hasSize(1);
        purchase.prescriptionId = "RX-1";
        assertThat(hitsAtPharmacies()).isEmpty();
    }

    /** Keys at which a sale counts as one without a prescription. */
    private List<SubjectKey> hitsAtPharmacies() {
        return rules.hits(Facts.purchase(purchase.build(), product.build(), null)).stream()
                .filter(hit -> hit.watchId().startsWith("count-"))
                .map(Hit::key)
                .filter(key -> key.type().equals("pharmacy"))
                .toList();
    }

    @Test
    void rulesFireIndependentlyInTheOrderOfTheirIds() {
        product.prescriptionOnly = true;
        product.controlClass = ControlClass.EPHEDRINE_COMPOUND;
        product.categories = List.of(Category.ANTITUSSIVE);
        purchase.quantity = 5;
        purchase.temperatureC = 40.0;
        recall = recall(2, Instant.EPOCH, RecallStatus.ACTIVE);
        assertThat(ids()).containsExactly("purchase-ephedrine-limit", "purchase-fever", "purchase-recalled-lot");
    }

    private static Recall recall(int recallClass, Instant effectiveAt, RecallStatus status) {
        return new Recall("RC-1", "86900000000017", List.of("L1"), recallClass, effectiveAt, status);
    }

    @Test
    void aProductWithoutAnEnglishNameIsNamedInChinese() {
        product.nameEn = null;
        product.controlClass = ControlClass.EPHEDRINE_COMPOUND;
        purchase.quantity = 3;
        Product built = product.build();
        assertThat(rules.judge(Facts.purchase(purchase.build(), built, null))
                        .get(0)
                        .explanation()
                        .en())
                .contains("3 packages of 试验片,");
    }
}
