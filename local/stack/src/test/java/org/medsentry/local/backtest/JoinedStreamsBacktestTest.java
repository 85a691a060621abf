package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.local.backtest.TestingFiles.EPHEDRINE;
import static org.medsentry.local.backtest.TestingFiles.order;
import static org.medsentry.local.backtest.TestingFiles.purchase;
import static org.medsentry.local.backtest.TestingFiles.report;
import static org.medsentry.local.backtest.TestingFiles.serious;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that join the streams, through all jobs: packages, lots and buyers that are harmless in each stream alone. */
class JoinedStreamsBacktestTest {

    private static final Instant START = Instant.parse("2025-03-01T02:00:00Z");
    private static final String CLONED = "81234567890123456701";
    private static final String TWICE = "81234567890123456702";
    private static final String HARMLESS = "81234567890123456703";
    private static final String LOT_KEY = TestingFiles.PLAIN + "|LOT-9";

    @TempDir
    private static Path directory;

    private static final List<ObjectNode> PURCHASES = new ArrayList<>();
    private static final List<ObjectNode> REPORTS = new ArrayList<>();
    private static final List<ObjectNode> ORDERS = new ArrayList<>();

    private static Map<String, JsonNode> alerts;

    @BeforeAll
    static void judge() throws Exception {
        records();
        Path events = directory.resolve("events");
        TestingFiles.writeReference(events);
        TestingFiles.write(events.resolve("purchase-registrations.jsonl"), PURCHASES);
        TestingFiles.write(events.resolve("adverse-reactions.jsonl"), REPORTS);
        TestingFiles.write(events.resolve("online-sales.jsonl"), ORDERS);
        Path out = directory.resolve("out");
        Backtest.run(new BacktestRequest(events, null, null, out, null, Instant.now()), BacktestProgress.SILENT);
        alerts = new TreeMap<>();
        TestingFiles.read(out, OutputFiles.ALERTS)
                .forEach(alert -> alerts.put(
                        alert.get("ruleId").asText() + " "
                                + alert.at("/key/value").asText(),
                        alert));
    }

    private static void records() {
        ORDERS.add(at(0, order("cloned-online")).put("traceCode", CLONED));
        PURCHASES.add(at(30, purchase("cloned-shop")).put("traceCode", CLONED));
        PURCHASES.add(at(31, purchase("twice-1")).put("traceCode", TWICE));
        PURCHASES.add(at(90, purchase("twice-2")).put("traceCode", TWICE).put("receiptId", "R-2"));
        PURCHASES.add(at(91, purchase("harmless")).put("traceCode", HARMLESS));
        ORDERS.add(at(95, order("listed"))
                .put("traceCode", HARMLESS)
                .put("type", "LISTING")
                .put("lotNumber", "LOT-8"));

        PURCHASES.add(at(100, purchase("lot-before")).put("lotNumber", "LOT-9"));
        ObjectNode death = serious(report("death"), "DEATH");
        REPORTS.add(death.put("reportedAt", time(49 * 60).toString()));
        PURCHASES.add(at(60 * 60, purchase("lot-after")).put("lotNumber", "LOT-9"));
        ORDERS.add(at(97 * 60, order("lot-listed")).put("type", "LISTING").put("lotNumber", "LOT-9"));
        ORDERS.add(at(97 * 60 + 1, order("lot-too-late")).put("lotNumber", "LOT-9"));

        for (int buyer = 0; buyer < 4; buyer++) {
            for (int shop = 0; shop < 3; shop++) {
                PURCHASES.add(hop(100 * 60 + 60 * buyer + shop, buyer, shop));
            }
        }
    }

    /** The last buyer lives elsewhere. */
    private static ObjectNode hop(int minute, int buyer, int shop) {
        ObjectNode sale = at(minute, purchase("hop-" + buyer + "-" + shop))
                .put("productCode", EPHEDRINE)
                .put("pharmacyId", "PH-" + shop)
                .put("regionCode", buyer == 3 ? "510104" : "500111");
        ((ObjectNode) sale.get("buyer")).put("token", "hopper-" + buyer);
        return sale;
    }

    private static ObjectNode at(int minute, ObjectNode record) {
        return record.put("occurredAt", time(minute).toString());
    }

    private static Instant time(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Set<String> evidence(String alert) {
        assertThat(alerts).containsKey(alert);
        Set<String> records = new TreeSet<>();
        alerts.get(alert)
                .get("evidence")
                .forEach(item -> records.add(item.get("eventId").asText()));
        return records;
    }

    @Test
    void aCodeThatIsSoldInAPharmacyAndOnlineIsCloned() {
        assertThat(evidence("trace-cloned " + CLONED)).containsExactly("cloned-online", "cloned-shop");
        JsonNode alert = alerts.get("trace-cloned " + CLONED);
        assertThat(alert.get("level").asText()).isEqualTo("II");
        assertThat(alert.get("streams")).hasSize(2);
        assertThat(alert.at("/explanation/zh").asText()).contains("维生素", CLONED);
        assertThat(alert.at("/explanation/en").asText()).contains("Vitamin C", CLONED);
        assertThat(alerts).doesNotContainKey("trace-cloned " + HARMLESS);
    }

    @Test
    void aCodeOnTwoReceiptsWasSoldTwice() {
        assertThat(evidence("purchase-trace-duplicate " + TWICE)).containsExactly("twice-1", "twice-2");
        assertThat(alerts.keySet())
                .filteredOn(alert -> alert.startsWith("purchase-trace-duplicate"))
                .hasSize(1);
    }

    @Test
    void aLotThatHarmsAndIsStillSoldIsAHazard() {
        assertThat(evidence("lot-hazard " + LOT_KEY))
                .contains("death", "lot-after", "lot-listed")
                .doesNotContain("lot-before", "lot-too-late");
        assertThat(alerts.get("lot-hazard " + LOT_KEY).get("streams")).hasSize(3);
    }

    @Test
    void threeBuyersWhoHopInACountyAreARing() {
        assertThat(evidence("diversion-ring 500111"))
                .containsExactly(
                        "hop-0-0", "hop-0-1", "hop-0-2", "hop-1-0", "hop-1-1", "hop-1-2", "hop-2-0", "hop-2-1",
                        "hop-2-2");
        assertThat(alerts.get("diversion-ring 500111").at("/region/code").asText())
                .isEqualTo("500111");
        assertThat(alerts.keySet())
                .as("the one who lives elsewhere hops too")
                .filteredOn(alert -> alert.startsWith("purchase-ephedrine-hopping"))
                .hasSize(4);
        assertThat(alerts).doesNotContainKey("diversion-ring 510104");
    }
}
