package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;

class SightingsTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");
    private static final String CODE = "86900001000012";
    private static final String TRACE = "81234567890123456789";

    @Test
    void aPurchaseWithATraceCodeOrALotLeavesOneWithItsPlace() {
        assertThat(Sightings.of(purchase(TRACE, "L1"), null))
                .isEqualTo(new Sighting(
                        TRACE,
                        CODE,
                        "L1",
                        "purchase-registrations",
                        "chain",
                        "E1",
                        TIME,
                        "P1",
                        null,
                        null,
                        "500111",
                        "R1"));
        assertThat(Sightings.of(purchase(TRACE, null), null).lotNumber()).isNull();
        assertThat(Sightings.of(purchase(null, "L1"), null).traceCode()).isNull();
        assertThat(Sightings.of(purchase(null, null), null)).isNull();
    }

    @Test
    void anOrderLeavesOneAndTakesItsProductFromTheCatalogueWhereItNamesNone() {
        assertThat(Sightings.of(onlineSale(OnlineSaleType.ORDER, CODE, TRACE, "L1"), "86900009000019"))
                .isEqualTo(new Sighting(
                        TRACE,
                        CODE,
                        "L1",
                        "online-sales",
                        "platform",
                        "E2",
                        TIME,
                        null,
                        "platform-1",
                        "seller-1",
                        "510100",
                        null));
        assertThat(Sightings.of(onlineSale(OnlineSaleType.ORDER, null, TRACE, null), CODE)
                        .productCode())
                .isEqualTo(CODE);
        assertThat(Sightings.of(onlineSale(OnlineSaleType.ORDER, null, TRACE, null), null)
                        .productCode())
                .isNull();
        assertThat(Sightings.of(onlineSale(OnlineSaleType.ORDER, CODE, null, null), CODE))
                .isNull();
    }

    @Test
    void aListingLeavesOneOfItsLotAloneForNothingWasSold() {
        Sighting listed = Sightings.of(onlineSale(OnlineSaleType.LISTING, CODE, TRACE, "L1"), null);

        assertThat(listed.traceCode()).isNull();
        assertThat(listed.lotNumber()).isEqualTo("L1");
        assertThat(Sightings.of(onlineSale(OnlineSaleType.LISTING, CODE, TRACE, null), null))
                .isNull();
    }

    @Test
    void aDelistingOrAReportLeavesNone() {
        assertThat(Sightings.of(onlineSale(OnlineSaleType.DELISTING, CODE, TRACE, "L1"), null))
                .isNull();
        assertThat(Sightings.of(report(), null)).isNull();
    }

    private static PurchaseRegistration purchase(String traceCode, String lotNumber) {
        return new PurchaseRegistration(
                "E1",
                "chain",
                TIME,
                "R1",
                "P1",
                "500111",
                new Buyer("token", null, null, null, null, null, List.of()),
                CODE,
                null,
                null,
                lotNumber,
                traceCode,
                1,
                null,
                null,
                null,
                Channel.COUNTER);
    }

    private static OnlineSale onlineSale(OnlineSaleType type, String productCode, String traceCode, String lotNumber) {
        return new OnlineSale(
                "E2",
                "platform",
                TIME,
                type,
                "platform-1",
                "seller-1",
                null,
                "510100",
                null,
                productCode,
                "布洛芬",
                null,
                lotNumber,
                traceCode,
                null,
                1,
                null,
                null);
    }

    private static AdverseReaction report() {
        return new AdverseReaction(
                "A1",
                "hospital",
                1,
                false,
                null,
                TIME,
                TIME,
                ReporterType.HOSPITAL,
                null,
                "500111",
                null,
                List.of(new ReportedProduct(CODE, null, "L1", null, ProductRole.SUSPECT)),
                List.of(new ReportedReaction("10000001", null, null)),
                List.of(),
                Expectedness.UNKNOWN,
                null);
    }
}
