package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.RiskClass;

/** Scenarios of adverse reactions. */
final class ReportScenes {

    private ReportScenes() {}

    static void deathCluster(Stage stage) {
        stage.playFrom(.65, 5);
        Product product = plainMedicine(stage, Shelf.CHRONIC);
        String lot = stage.lot(1);
        Outgoing[] deaths = new Outgoing[3];
        for (int i = 0; i < deaths.length; i++) {
            deaths[i] = stage.send(stage.death(stage.county(0), product, lot, stage.time(2 * i, 11, 20)));
        }
        String key = product.productCode() + '|' + lot;
        stage.expect("adr-death", "product+lot", key, level("III", product), deaths);
        stage.expect("adr-lot-cluster", "product+lot", key, level("III", product), deaths);
        stage.expect("adr-group-event", "product+region", null, "I", deaths);
    }

    static void seriousUnlisted(Stage stage) {
        stage.playFrom(.15, 6);
        List<Seriousness> kinds =
                List.of(Seriousness.HOSPITALISATION, Seriousness.OTHER_IMPORTANT, Seriousness.DISABILITY);
        for (int i = 0; i < kinds.size(); i++) {
            Product product = plainMedicine(stage, Shelf.CHRONIC);
            ReportDraft report = stage.report(stage.county(i), product, stage.lot(i), stage.time(i, 14, 10));
            report.seriousness = EnumSet.of(kinds.get(i));
            report.expectedness = Expectedness.UNLISTED;
            report.reactions.add(Reaction.SEVERE.get(i));
            stage.expect(
                    "adr-serious-unlisted",
                    "product",
                    product.productCode(),
                    level("III", product),
                    stage.send(report));
        }
        ReportDraft listed =
                stage.report(stage.county(3), plainMedicine(stage, Shelf.CHRONIC), null, stage.time(4, 9, 0));
        listed.seriousness = EnumSet.of(Seriousness.HOSPITALISATION);
        listed.reactions.add(Reaction.HYPOTENSION);
        stage.nearMiss("adr-serious-unlisted", stage.send(listed));
        ReportDraft mild =
                stage.report(stage.county(4), plainMedicine(stage, Shelf.CHRONIC), null, stage.time(5, 9, 0));
        mild.expectedness = Expectedness.UNLISTED;
        mild.reactions.add(Reaction.NAUSEA);
        stage.nearMiss("adr-serious-unlisted", stage.send(mild));
    }

    static void lateReports(Stage stage) {
        stage.playFrom(.75, 8);
        Product product = plainMedicine(stage, Shelf.CHRONIC);
        String reporter = product.manufacturerId();
        Outgoing death = sendByHolder(stage, product, EnumSet.of(Seriousness.DEATH), 0, Duration.ofHours(26), true);
        Outgoing serious =
                sendByHolder(stage, product, EnumSet.of(Seriousness.HOSPITALISATION), 1, Duration.ofDays(16), true);
        Outgoing other = sendByHolder(stage, product, EnumSet.noneOf(Seriousness.class), 2, Duration.ofDays(31), true);
        Outgoing awareUnknown =
                sendByHolder(stage, product, EnumSet.noneOf(Seriousness.class), 3, Duration.ofDays(33), false);
        String level = level("IV", product);
        stage.expect("adr-late-report", "reporter", reporter, level, death, serious, other, awareUnknown);
        stage.expect(
                "adr-death", "product+lot", product.productCode() + '|' + stage.lot(0), level("III", product), death);
        Outgoing inTime =
                sendByHolder(stage, product, EnumSet.of(Seriousness.HOSPITALISATION), 4, Duration.ofDays(15), true);
        stage.nearMiss("adr-late-report", inTime);

        ReportDraft first = stage.report(stage.county(5), product, stage.lot(5), stage.time(5, 10, 0));
        first.reactions.add(Reaction.DIZZINESS);
        stage.nearMiss("adr-late-report", stage.send(first));
        first.version = 2;
        first.awareAt = first.reportedAt.minus(Duration.ofDays(45));
        first.occurredAt = first.awareAt;
        first.reportedAt = stage.time(7, 10, 0);
        first.sentAt = first.reportedAt.plusSeconds(10);
        stage.nearMiss("adr-late-report", stage.send(first));
    }

    private static Outgoing sendByHolder(
            Stage stage,
            Product product,
            EnumSet<Seriousness> seriousness,
            int number,
            Duration taken,
            boolean awareKnown) {
        Instant reportedAt = stage.time(number, 15, 0);
        ReportDraft report = stage.report(stage.county(number), product, stage.lot(number), reportedAt);
        report.reporterType = ReporterType.MAH;
        report.reporterId = product.manufacturerId();
        report.seriousness = seriousness;
        report.reactions.add(seriousness.isEmpty() ? Reaction.HEADACHE : Reaction.SEVERE.get(number));
        report.awareAt = awareKnown ? reportedAt.minus(taken) : null;
        report.occurredAt = awareKnown ? report.awareAt.minus(Duration.ofDays(3)) : reportedAt.minus(taken);
        return stage.send(report);
    }

    static void highRiskProduct(Stage stage) {
        stage.playFrom(.5, 2);
        Product vaccine = stage.world
                .assortment()
                .any(stage.random, "vaccine", product -> product.riskClasses().contains(RiskClass.VACCINE));
        ReportDraft report = stage.death(stage.county(0), vaccine, stage.lot(1), stage.time(1, 10, 10));
        report.reporterType = ReporterType.VACCINATION_SITE;
        report.reporterId = "SITE-" + stage.county(0) + "-1";
        String key = vaccine.productCode() + '|' + stage.lot(1);
        stage.expect("adr-death", "product+lot", key, level("III", vaccine), stage.send(report));
    }

    /** A medicine without a risk class, so that its alerts keep the level of their rule; any of the shelf if there is none. */
    static Product plainMedicine(Stage stage, Shelf shelf) {
        List<Product> plain = stage.world.assortment().on(shelf).stream()
                .filter(product -> product.riskClasses().isEmpty())
                .toList();
        return plain.isEmpty() ? stage.anyOn(shelf) : stage.random.pick(plain);
    }

    /** What rule adr-high-risk-product makes of a level. */
    static String level(String level, Product product) {
        if (product.riskClasses().isEmpty()) {
            return level;
        }
        return switch (Level.valueOf(level)) {
            case IV -> "III";
            case III -> "II";
            case II, I -> "I";
        };
    }
}
