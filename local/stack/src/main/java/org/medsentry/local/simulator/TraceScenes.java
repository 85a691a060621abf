package org.medsentry.local.simulator;

import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.Product;

/** Scenarios that show only where sales and reports meet on one package or one lot. */
final class TraceScenes {

    private TraceScenes() {}

    static void traceCloned(Stage stage) {
        stage.playFrom(.55, 3);
        Product product = stage.random.pick(stage.world.assortment().online());
        String traceCode = stage.world.packaging().newTraceCode(product);
        String county = stage.county(0);
        PurchaseDraft sale =
                stage.purchase(stage.pharmacy(county, 0), stage.actor(county), product, stage.time(0, 10, 5));
        sale.traceCode = traceCode;
        OnlineDraft order = stage.online(OnlineSaleType.ORDER, stage.seller(0), product, stage.time(2, 20, 40));
        order.traceCode = traceCode;
        stage.expect("trace-cloned", "traceCode", traceCode, "II", stage.send(sale), stage.send(order));
    }

    static void traceDuplicated(Stage stage) {
        stage.playFrom(.4, 5);
        Product product = stage.anyOn(Shelf.ANTIPYRETIC);
        String traceCode = stage.world.packaging().newTraceCode(product);
        Outgoing[] sales = new Outgoing[2];
        for (int i = 0; i < sales.length; i++) {
            String county = stage.county(i);
            PurchaseDraft sale =
                    stage.purchase(stage.pharmacy(county, 0), stage.actor(county), product, stage.time(4 * i, 15, 10));
            sale.traceCode = traceCode;
            sales[i] = stage.send(sale);
        }
        stage.expect("purchase-trace-duplicate", "traceCode", traceCode, "II", sales);
    }

    static void lotHazard(Stage stage) {
        stage.playFrom(.8, 6);
        Product product = ReportScenes.plainMedicine(stage, Shelf.ANTIBIOTIC);
        String lot = stage.lot(1);
        Outgoing[] reports = new Outgoing[3];
        for (int i = 0; i < reports.length; i++) {
            ReportDraft report = stage.report(stage.county(i), product, lot, stage.time(2 * i, 10, 30));
            report.reactions.add(i == 1 ? Reaction.PRURITUS : Reaction.URTICARIA);
            reports[i] = stage.send(report);
        }
        String key = product.productCode() + '|' + lot;
        stage.expect("adr-lot-cluster", "product+lot", key, ReportScenes.level("III", product), reports);
        String county = stage.county(0);
        PurchaseDraft sale =
                stage.purchase(stage.pharmacy(county, 0), stage.actor(county), product, stage.time(5, 9, 40));
        sale.lotNumber = lot;
        stage.expect("lot-hazard", "product+lot", key, "II", stage.send(sale));
    }
}
