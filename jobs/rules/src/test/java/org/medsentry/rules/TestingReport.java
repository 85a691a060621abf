package org.medsentry.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;

/** A report of a harmless reaction in good time, of which a test changes what it is about. */
final class TestingReport {

    int version = 1;
    boolean nullified;
    Instant awareAt;
    Instant occurredAt = Instant.parse("2026-03-01T00:00:00Z");
    Instant reportedAt = Instant.parse("2026-03-02T00:00:00Z");
    String reporterId = "hospital-7";
    List<ReportedProduct> products = new ArrayList<>(List.of(product("86900000000017", "L1", ProductRole.SUSPECT)));
    List<ReportedReaction> reactions = new ArrayList<>(List.of(new ReportedReaction("10037844", "皮疹", "SOC1")));
    List<Seriousness> seriousness = new ArrayList<>();
    Expectedness expectedness = Expectedness.UNKNOWN;

    static ReportedProduct product(String code, String lot, ProductRole role) {
        return new ReportedProduct(code, "报告中的名称", lot, null, role);
    }

    AdverseReaction build() {
        return new AdverseReaction(
                "r-1",
                "centre-a",
                version,
                nullified,
                awareAt,
                occurredAt,
                reportedAt,
                ReporterType.HOSPITAL,
                reporterId,
                "500111",
                null,
                products,
                reactions,
                seriousness,
                expectedness,
                Outcome.RECOVERING);
    }

    Facts whole() {
        return Facts.report(build());
    }

    /** @param product what the catalogue has for every product of the report, or null */
    List<Facts> suspects(Product product) {
        AdverseReaction event = build();
        return products.stream()
                .map(reported -> Facts.suspect(event, reported, product))
                .toList();
    }
}
