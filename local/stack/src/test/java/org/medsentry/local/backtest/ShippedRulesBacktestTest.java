package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.local.backtest.TestingFiles.ANTIPYRETIC;
import static org.medsentry.local.backtest.TestingFiles.EPHEDRINE;
import static org.medsentry.local.backtest.TestingFiles.ON_PRESCRIPTION;
import static org.medsentry.local.backtest.TestingFiles.RECALLED_LOT;
import static org.medsentry.local.backtest.TestingFiles.RECALL_TIME;
import static org.medsentry.local.backtest.TestingFiles.UNKNOWN;
import static org.medsentry.local.backtest.TestingFiles.VACCINE;
import static org.medsentry.local.backtest.TestingFiles.json;
import static org.medsentry.local.backtest.TestingFiles.order;
import static org.medsentry.local.backtest.TestingFiles.product;
import static org.medsentry.local.backtest.TestingFiles.purchase;
import static org.medsentry.local.backtest.TestingFiles.report;
import static org.medsentry.local.backtest.TestingFiles.serious;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.KeyedRule;
import org.medsentry.rules.RuleFile;

/** Each shipped rule on one record, end to end, just at its boundary and just off it. */
class ShippedRulesBacktestTest {

    @TempDir
    private static Path directory;

    private static final List<ObjectNode> PURCHASES = new ArrayList<>();
    private static final List<ObjectNode> REPORTS = new ArrayList<>();
    private static final List<ObjectNode> ORDERS = new ArrayList<>();
    private static final Map<String, String> EXPECTED = new TreeMap<>();

    private static int ruleCount;
    private static BacktestSummary summary;

    @BeforeAll
    static void judge() throws Exception {
        purchases();
        reports();
        orders();
        Path events = directory.resolve("events");
        Path reference = directory.resolve("reference");
        TestingFiles.writeReference(reference);
        TestingFiles.write(events.resolve("purchase-registrations.jsonl"), PURCHASES);
        TestingFiles.write(events.resolve("adverse-reactions.jsonl"), REPORTS);
        TestingFiles.write(events.resolve("online-sales.jsonl"), ORDERS);
        Path rules = directory.resolve("rules");
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            boolean ofOneRecord = !(RuleFile.parse(file.getKey(), file.getValue()) instanceof KeyedRule);
            // its lowest rung is one sale
            if (ofOneRecord || file.getKey().equals("purchase-prescription-missing.yaml")) {
                TestingFiles.write(rules.resolve(file.getKey()), file.getValue());
                ruleCount++;
            }
        }
        summary = Backtest.run(
                new BacktestRequest(events, reference, rules, directory.resolve("out"), null, Instant.now()),
                BacktestProgress.SILENT);
    }

    private static void purchases() {
        bought(purchase("nothing-special"));
        bought(fever(purchase("temperature-at"), "37.3").put("productCode", ANTIPYRETIC), "purchase-fever IV");
        bought(fever(purchase("temperature-below"), "37.2").put("productCode", ANTIPYRETIC));
        bought(fever(purchase("fever-but-another-kind"), "39.5"));
        bought(fever(purchase("fever-but-unknown-product"), "39.5").put("productCode", UNKNOWN));
        ObjectNode saysFever = purchase("says-fever").put("productCode", ANTIPYRETIC);
        ((ObjectNode) saysFever.get("buyer")).putArray("symptoms").add("COUGH").add("FEVER");
        bought(saysFever, "purchase-fever IV");

        bought(purchase("ephedrine-two").put("productCode", EPHEDRINE).put("quantity", 2));
        bought(
                purchase("ephedrine-three").put("productCode", EPHEDRINE).put("quantity", 3),
                "purchase-ephedrine-limit III");

        bought(purchase("recalled").put("lotNumber", RECALLED_LOT), "purchase-recalled-lot II");
        bought(purchase("recalled-later")
                .put("lotNumber", RECALLED_LOT)
                .put("occurredAt", "2025-03-01T09:59:59.999+08:00"));
        bought(purchase("another-lot").put("lotNumber", "LOT-2"));
        bought(purchase("lot-unknown"));
        bought(purchase("recall-closed").put("lotNumber", "LOT-3"));
        bought(purchase("every-lot-recalled").put("productCode", VACCINE), "purchase-recalled-lot I");

        bought(
                purchase("without-prescription").put("productCode", ON_PRESCRIPTION),
                "purchase-prescription-missing IV");
        bought(purchase("with-prescription").put("productCode", ON_PRESCRIPTION).put("prescriptionId", "RX-1"));
    }

    private static void reports() {
        reported(report("mild"));
        reported(serious(report("death"), "DEATH"), "adr-death III");
        reported(product(serious(report("death-after-vaccine"), "DEATH"), VACCINE), "adr-death II");
        ObjectNode concomitant = serious(report("death-with-bystander"), "DEATH");
        ((ObjectNode) concomitant.get("products").get(0)).put("role", "CONCOMITANT");
        reported(concomitant);

        reported(
                serious(report("serious-unlisted"), "HOSPITALISATION").put("expectedness", "UNLISTED"),
                "adr-serious-unlisted III");
        reported(serious(report("serious-listed"), "HOSPITALISATION"));
        reported(report("unlisted-but-mild").put("expectedness", "UNLISTED"));

        reported(report("mild-on-day-30").put("occurredAt", "2025-01-30T10:00:00+08:00"));
        reported(report("mild-after-day-30").put("occurredAt", "2025-01-30T09:59:59+08:00"), "adr-late-report IV");
        reported(serious(report("serious-on-day-15"), "DISABILITY").put("occurredAt", "2025-02-14T10:00:00+08:00"));
        reported(
                serious(report("serious-after-day-15"), "DISABILITY").put("occurredAt", "2025-02-14T09:59:59+08:00"),
                "adr-late-report IV");
        reported(
                serious(report("death-at-24-hours"), "DEATH").put("occurredAt", "2025-02-28T10:00:00+08:00"),
                "adr-death III");
        reported(
                serious(report("death-after-24-hours"), "DEATH").put("occurredAt", "2025-02-28T09:59:59+08:00"),
                "adr-death III",
                "adr-late-report IV");
        reported(report("learned-of-late")
                .put("occurredAt", "2024-01-01T10:00:00+08:00")
                .put("awareAt", "2025-02-28T10:00:00+08:00"));

        reported(report("turned-fatal"));
        reported(serious(report("turned-fatal"), "DEATH").put("version", 2), "adr-death III");
        reported(serious(report("turned-fatal"), "DEATH").put("version", 2));
        reported(report("turned-fatal").put("version", 1));
        reported(serious(report("withdrawn-at-once"), "DEATH").put("nullified", true));
    }

    private static void orders() {
        sold(order("lawful"));
        sold(
                order("banned").put("productCode", VACCINE).put("occurredAt", "2025-03-02T10:00:00+08:00"),
                "online-banned II",
                "online-recalled-lot II");
        ObjectNode byName = order("banned-by-name").put("type", "LISTING").put("productName", " ＶＡＣＣＩＮＥ");
        byName.remove("productCode");
        sold(byName, "online-banned II", "online-recalled-lot II");

        ObjectNode noLicence = order("no-licence");
        noLicence.remove("sellerLicence");
        sold(noLicence, "online-unlicensed III");
        sold(order("not-in-registry").put("sellerLicence", "LIC-NOBODY"), "online-unlicensed III");
        sold(order("suspended").put("sellerLicence", "LIC-SUSPENDED"), "online-unlicensed III");
        sold(order("not-for-this-seller").put("sellerId", "S-2"), "online-unlicensed III");
        sold(order("before-it-is-valid").put("occurredAt", "2025-03-01T09:59:59.999+08:00"), "online-unlicensed III");
        sold(order("at-its-end").put("occurredAt", "2025-03-31T10:00:00+08:00"));
        sold(order("after-its-end").put("occurredAt", "2025-03-31T10:00:00.001+08:00"), "online-unlicensed III");

        sold(order("verified").put("productCode", ON_PRESCRIPTION));
        sold(
                order("not-verified").put("productCode", ON_PRESCRIPTION).put("prescriptionVerified", false),
                "online-prescription-unverified III");
        ObjectNode unsaid = order("verification-unsaid").put("productCode", ON_PRESCRIPTION);
        unsaid.remove("prescriptionVerified");
        sold(unsaid, "online-prescription-unverified III");
        ObjectNode listing = unsaid.deepCopy().put("eventId", "only-listed").put("type", "LISTING");
        sold(listing);

        sold(order("recalled").put("lotNumber", RECALLED_LOT).put("occurredAt", RECALL_TIME), "online-recalled-lot II");
        sold(order("another-lot").put("lotNumber", "LOT-2"));
    }

    private static ObjectNode fever(ObjectNode purchase, String temperature) {
        ((ObjectNode) purchase.get("buyer")).setAll(json("{\"temperatureC\": " + temperature + "}"));
        return purchase;
    }

    private static void bought(ObjectNode purchase, String... expected) {
        expect(PURCHASES, "purchase ", purchase, expected);
    }

    private static void reported(ObjectNode report, String... expected) {
        expect(REPORTS, "report ", report, expected);
    }

    private static void sold(ObjectNode order, String... expected) {
        expect(ORDERS, "order ", order, expected);
    }

    private static void expect(List<ObjectNode> records, String kind, ObjectNode record, String... expected) {
        records.add(record);
        if (expected.length > 0) {
            EXPECTED.put(kind + record.get("eventId").asText(), String.join(", ", expected));
        }
    }

    @Test
    void eachRuleFiresAtItsBoundaryAndNotBesideIt() {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (JsonNode signal : TestingFiles.read(directory.resolve("out"), OutputFiles.SIGNALS)) {
            JsonNode evidence = signal.get("evidence").get(0);
            String kind = switch (evidence.get("stream").asText()) {
                case "purchase-registrations" -> "purchase ";
                case "adverse-reactions" -> "report ";
                default -> "order ";
            };
            found.computeIfAbsent(kind + evidence.get("eventId").asText(), id -> new TreeSet<>())
                    .add(signal.get("ruleId").asText() + " "
                            + signal.get("level").asText());
        }
        Map<String, String> fired = new TreeMap<>();
        found.forEach((record, rules) -> fired.put(record, String.join(", ", rules)));

        assertThat(fired).containsExactlyEntriesOf(EXPECTED);
    }

    @Test
    void everyShippedRuleOnOneRecordFiredOrRaisedALevel() {
        assertThat(summary.rules().inForce()).hasSize(ruleCount);
        assertThat(summary.byRule())
                .filteredOn(rule -> rule.signals() == 0)
                .extracting(BacktestSummary.RuleAccount::ruleId)
                .containsExactly("adr-high-risk-product");
        assertThat(TestingFiles.read(directory.resolve("out"), OutputFiles.SIGNALS))
                .filteredOn(signal -> signal.get("modifiers").size() > 0)
                .extracting(signal -> signal.get("modifiers").get(0).asText())
                .containsExactly("adr-high-risk-product");
    }

    @Test
    void goodRecordsAreAllAccountedFor() {
        assertThat(summary.streams())
                .extracting(BacktestSummary.StreamAccount::good)
                .containsExactly((long) PURCHASES.size(), (long) REPORTS.size(), (long) ORDERS.size());
        assertThat(summary.deadLetters()).isZero();
        assertThat(summary.streams().get(0).unknownProducts()).isEqualTo(1);
        assertThat(summary.streams().get(1).repeats()).isEqualTo(2);
    }

    @Test
    void feverIsASignalAndNoAlert() {
        assertThat(TestingFiles.read(directory.resolve("out"), OutputFiles.ALERTS))
                .extracting(alert -> alert.get("ruleId").asText())
                .contains("purchase-recalled-lot", "adr-death", "online-banned")
                .doesNotContain("purchase-fever");
    }

    @Test
    void lastRevisionsAreTheLastOfAllRevisions() throws IOException {
        Map<String, JsonNode> last = new TreeMap<>();
        TestingFiles.read(directory.resolve("out"), OutputFiles.ALERT_REVISIONS)
                .forEach(alert -> last.put(alert.get("alertId").asText(), alert));

        assertThat(TestingFiles.read(directory.resolve("out"), OutputFiles.ALERTS))
                .containsExactlyInAnyOrderElementsOf(last.values());
        assertThat(last.values())
                .anySatisfy(alert -> assertThat(alert.get("revision").asInt()).isGreaterThan(1));
    }
}
