package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.LicenceStatus;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;

class OnlineCatalogueTest {

    private static final TestingRules rules = TestingRules.catalogue();
    private final TestingOnlineSale sale = new TestingOnlineSale();
    private final TestingProduct product = new TestingProduct();
    private Recall recall;
    private Licence licence = licence(LicenceStatus.ACTIVE, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");

    private static Licence licence(LicenceStatus status, String from, String to) {
        return new Licence(
                "LIC-1",
                "某药房",
                List.of("seller-0", "seller-1"),
                "500111",
                null,
                Instant.parse(from),
                Instant.parse(to),
                status);
    }

    private List<Firing> judged() {
        return rules.judge(Facts.onlineSale(sale.build(), product.build(), recall, licence));
    }

    private List<String> ids() {
        return judged().stream().map(Firing::ruleId).toList();
    }

    @Test
    void anOrdinaryListingFiresNothing() {
        assertThat(judged()).isEmpty();
        assertThat(rules.judge(Facts.onlineSale(sale.build(), null, null, licence)))
                .isEmpty();
        assertThat(rules.live.failures()).isEmpty();
    }

    @Test
    void bannedProduct() {
        product.onlineBanned = true;
        product.onlineBanReason = "含麻黄碱类复方制剂";
        Firing firing = judged().get(0);
        assertThat(firing.ruleId()).isEqualTo("online-banned");
        assertThat(firing.level()).isEqualTo(Level.II);
        assertThat(firing.key()).isEqualTo(new SubjectKey("seller", "seller-1"));
        assertThat(firing.subject().platformId()).isEqualTo("platform-1");
        assertThat(firing.subject().sellerLicence()).isEqualTo("LIC-1");
        assertThat(firing.explanation().zh()).contains("上架禁止网络销售的药品试验片（含麻黄碱类复方制剂）");
        sale.type = OnlineSaleType.ORDER;
        assertThat(ids()).containsExactly("online-banned");
        sale.type = OnlineSaleType.DELISTING;
        assertThat(ids()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OnlineSaleType.class)
    void unlicensedForAnyTypeOfRecord(OnlineSaleType type) {
        sale.type = type;
        sale.sellerLicence = null;
        licence = null;
        assertThat(ids()).containsExactly("online-unlicensed");
    }

    @Test
    void unlicensedSaysWhy() {
        licence = null;
        assertThat(judged().get(0).explanation().zh()).contains("许可证号 LIC-1 不在登记库中");
        sale.sellerLicence = null;
        assertThat(judged().get(0).explanation().zh()).contains("未标明许可证号");
        sale.sellerLicence = "";
        assertThat(judged().get(0).explanation().en()).contains("no licence is named");
        sale.sellerLicence = "LIC-1";
        licence = licence(LicenceStatus.SUSPENDED, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
        assertThat(judged().get(0).explanation().en()).contains("licence LIC-1 is suspended");
        licence = licence(LicenceStatus.REVOKED, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
        assertThat(judged().get(0).explanation().zh()).contains("已吊销");
        licence = licence(LicenceStatus.ACTIVE, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
        sale.sellerId = "seller-2";
        Firing firing = judged().get(0);
        assertThat(firing.explanation().zh()).contains("不属于该商家");
        assertThat(firing.level()).isEqualTo(Level.III);
        assertThat(firing.key()).isEqualTo(new SubjectKey("seller", "seller-2"));
    }

    @Test
    void aLicenceIsValidOnBothItsEnds() {
        licence = licence(LicenceStatus.ACTIVE, "2026-03-01T02:30:00Z", "2026-03-01T02:30:00Z");
        assertThat(ids()).isEmpty();
        licence = licence(LicenceStatus.ACTIVE, "2020-01-01T00:00:00Z", "2026-03-01T02:29:59.999Z");
        assertThat(judged().get(0).explanation().zh()).contains("已过期");
        licence = licence(LicenceStatus.ACTIVE, "2026-03-01T02:30:00.001Z", "2030-01-01T00:00:00Z");
        assertThat(judged().get(0).explanation().zh()).contains("尚未生效");
    }

    @Test
    void prescriptionUnverified() {
        product.prescriptionOnly = true;
        sale.prescriptionVerified = false;
        assertThat(ids()).as("a listing needs no prescription").isEmpty();
        sale.type = OnlineSaleType.ORDER;
        sale.quantity = 2;
        Firing firing = judged().get(0);
        assertThat(firing.ruleId()).isEqualTo("online-prescription-unverified");
        assertThat(firing.level()).isEqualTo(Level.III);
        assertThat(firing.observed()).isEqualTo(2.0);
        sale.prescriptionVerified = null;
        assertThat(judged().get(0).explanation().zh()).endsWith("处方核验情况未报送。");
        sale.prescriptionVerified = true;
        assertThat(ids()).isEmpty();
    }

    @Test
    void recalledLot() {
        recall = new Recall("RC-1", "86900000000017", List.of(), 1, sale.occurredAt, RecallStatus.ACTIVE);
        Firing firing = judged().get(0);
        assertThat(firing.ruleId()).isEqualTo("online-recalled-lot");
        assertThat(firing.level()).isEqualTo(Level.II);
        assertThat(firing.key()).isEqualTo(new SubjectKey("product+lot", "86900000000017|"));
        sale.lotNumber = "L1";
        sale.type = OnlineSaleType.ORDER;
        assertThat(judged().get(0).key().value()).isEqualTo("86900000000017|L1");
        sale.type = OnlineSaleType.DELISTING;
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRecalledProductWithoutCodeIsTheOneItWasMatchedTo() {
        recall = new Recall("RC-1", "86900000000017", List.of(), 2, sale.occurredAt, RecallStatus.ACTIVE);
        sale.productCode = null;
        Firing firing = judged().get(0);
        assertThat(firing.key().value()).isEqualTo("86900000000017|");
        assertThat(firing.subject().productCode()).isEqualTo("86900000000017");
    }
}
