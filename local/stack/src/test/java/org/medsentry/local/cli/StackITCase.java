package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.local.stack.GatewaySender;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;

/**
 * The whole system on real Kafka and real Elasticsearch, driven only by what a user has: the command line, and searches. The
 * stack takes long to start, so all tests share one, and the one that restarts it comes last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackITCase {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID_NUMBER = "11010519491231002X";
    private static final String PHONE = "13800138000";

    private static final String COUNTING_RULE = """
            id: test-change
            version: 1
            kind: count
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "测试", en: "a test"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            within: 1 min
            when: event.pharmacyId == 'CHANGING'
            measures:
              sales: {count: records}
            levels:
              - {level: IV, when: sales >= 1}
            observed: sales
            explanation: {zh: "测试", en: "a test"}
            """;

    @TempDir
    static Path directory;

    private static StackSettings settings;
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        // Waiting until all has gone through is waiting for checkpoints.
        settings = new StackSettings(directory, StackPorts.free(), 2, Map.of("checkpoint.interval", "1 s"));
        stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void aRiskyPurchaseBecomesAnAlertThatSaysWhyAndForWhom() throws Exception {
        send("purchase-registrations", purchase("EPH-1", Instant.now()).put("quantity", 3));

        JsonNode alert = awaitAlert("purchase-ephedrine-limit", "EPH-1");

        assertThat(alert.path("level").asText()).isEqualTo("III");
        assertThat(alert.path("status").asText()).isEqualTo("NEW");
        assertThat(alert.at("/explanation/zh").asText()).containsPattern("\\p{IsHan}");
        assertThat(alert.at("/explanation/en").asText()).containsPattern("[a-z]{3}");
        assertThat(alert.at("/evidence/0/pharmacyId").asText()).isEqualTo("PHARMACY-1");
        assertThat(alert.at("/evidence/0/receiptId").asText()).isEqualTo("RECEIPT-EPH-1");
        assertThat(alert.path("units")).isNotEmpty();
        assertThat(alert.at("/region/nameZh").asText()).isNotEmpty();
    }

    @Test
    @Order(2)
    void aBuyerIsOneWhetherRecordsComeOverHttpOrStraightToKafka() throws Exception {
        await(() -> stack.gateway().isReady());
        String network = Simulator.sourcesOverHttp().get(0);
        GatewaySender sender = new GatewaySender(stack.gateway());
        ObjectNode overHttp = stockpile("STOCK-HTTP").put("source", network);
        sender.send(Stream.PURCHASE_REGISTRATIONS, network, JSON.writeValueAsBytes(overHttp));
        sender.send(Stream.PURCHASE_REGISTRATIONS, network, JSON.writeValueAsBytes(stockpile("STOCK-FOREIGN")));
        sender.flush();
        assertThat(sender.answers(Stream.PURCHASE_REGISTRATIONS).accepted()).isEqualTo(1);
        assertThat(sender.answers(Stream.PURCHASE_REGISTRATIONS).rejected()).isEqualTo(Map.of("SOURCE_MISMATCH", 1L));
        send("purchase-registrations", stockpile("STOCK-KAFKA"));

        JsonNode alert = awaitAlert("purchase-stockpiling", "STOCK-KAFKA");

        assertThat(alert.path("evidence").findValuesAsText("eventId"))
                .containsExactlyInAnyOrder("STOCK-HTTP", "STOCK-KAFKA");
    }

    private static ObjectNode stockpile(String eventId) {
        Product antiviral = DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(product -> product.categories().contains(Category.ANTIVIRAL))
                .findFirst()
                .orElseThrow();
        ObjectNode record = purchase(eventId, Instant.now())
                .put("productCode", antiviral.productCode())
                .put("prescriptionId", "RX-" + eventId)
                .put("quantity", 6);
        record.putObject("buyer").put("idNumber", "G12345678");
        return record;
    }

    @Test
    @Order(3)
    void aBadRecordIsADeadLetterOnItsTopicAndInItsIndexAndStopsNothing() throws Exception {
        ObjectNode bad = purchase("BAD-1", Instant.now());
        bad.remove("productCode");
        send("purchase-registrations", bad);

        JsonNode letter = awaitDeadLetter("MISSING_FIELD");

        assertThat(letter.path("pointer").asText()).isEqualTo("/productCode");
        assertThat(letter.path("source").asText()).isEqualTo("test-network");
        await(() -> stack.index().countBy(IndexNames.DEAD_LETTERS, "reason").getOrDefault("MISSING_FIELD", 0L) == 1);
        CommandRun shown =
                run("dead-letters", "show", letter.path("deadLetterId").asText());
        assertThat(shown.out()).contains("MISSING_FIELD").doesNotContain(ID_NUMBER, PHONE);
        CommandRun opened =
                run("dead-letters", "show", letter.path("deadLetterId").asText(), "--decrypt");
        assertThat(opened.out()).contains("BAD-1", ID_NUMBER);
        assertThat(opened.err()).contains("personal data");
        assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);
    }

    @Test
    @Order(3)
    void aPublishedRuleIsInForceWithoutARestart() throws Exception {
        Path rule = directory.resolve("test-platform.yaml");
        Files.writeString(rule, platformRule(1, "TEST-PLATFORM"));
        assertThat(run("rules", "publish", rule.toString()).out())
                .contains("test-platform version 1: published, active");

        String eventId = sendUntilAlert("test-platform", "TEST-PLATFORM");

        assertThat(alert("test-platform", eventId).path("ruleVersion").asInt()).isEqualTo(1);
        assertThat(run("rules", "publish", rule.toString()).out()).contains("unchanged");
        assertThat(run("rules", "list").out()).containsPattern("test-platform +1 +active");
    }

    /** The rule is judged in two places, before and behind the shuffle; both must have it. */
    @Test
    @Order(3)
    void aPublicationIsInForceWithinTwoSecondsAndNoRecordIsLost() throws Exception {
        Path rule = directory.resolve("test-change.yaml");
        Files.writeString(rule, COUNTING_RULE);
        Instant start = Instant.now();
        RuleChangeUnderLoad change = RuleChangeUnderLoad.run(
                stack.kafka(),
                Topic.PURCHASE_REGISTRATIONS,
                eventId -> purchase(eventId, start)
                        .put("quantity", 3)
                        .put("pharmacyId", "CHANGING")
                        .toString(),
                () -> assertThat(run("rules", "publish", rule.toString()).exitCode())
                        .isZero(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
        drain();

        List<String> always = decidedBy("purchase-ephedrine-limit", "CHANGING");
        List<String> changed = decidedBy("test-change", "CHANGING");

        assertThat(always).as("a rule in force all the time").isEqualTo(change.all());
        assertThat(changed).containsAll(change.since(Duration.ofSeconds(2)));
        String first = changed.get(0);
        assertThat(changed)
                .as("from the first on, none is missing")
                .isEqualTo(change.all()
                        .subList(change.all().indexOf(first), change.all().size()));
        System.out.printf("in force %d ms after the publication was acknowledged%n", change.delayMillis(first));
        assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);
    }

    /** The records that completed this rule's signals at a pharmacy, each once, in the order of their ids. */
    private static List<String> decidedBy(String ruleId, String pharmacyId) {
        Set<String> deciding = new TreeSet<>();
        stack.kafka().readToEnd(Topic.SIGNALS, row -> {
            Signal signal = Documents.fromJson(row.value(), Signal.class);
            Evidence last = signal.evidence().get(signal.evidence().size() - 1);
            if (signal.ruleId().equals(ruleId) && pharmacyId.equals(last.pharmacyId())) {
                deciding.add(last.eventId());
            }
        });
        return List.copyOf(deciding);
    }

    @Test
    @Order(4)
    void theTextOfAPublishedVersionCannotBeChanged() throws Exception {
        Path rule = directory.resolve("test-frozen.yaml");
        Files.writeString(rule, platformRule(1, "FIRST").replace("id: test-platform", "id: test-frozen"));
        assertThat(run("rules", "publish", rule.toString(), "--state", "shadow").exitCode())
                .isZero();
        Files.writeString(rule, platformRule(1, "SECOND").replace("id: test-platform", "id: test-frozen"));

        CommandRun refused = run("rules", "publish", rule.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("test-frozen version 1: refused", "version:");
        Files.writeString(rule, platformRule(2, "SECOND").replace("id: test-platform", "id: test-frozen"));
        assertThat(run("rules", "publish", rule.toString()).out()).contains("test-frozen version 2: published");
    }

    /** A sender's clock ran ahead: once the time has come, the very same bytes are good. */
    @Test
    @Order(5)
    void aDeadLetterIsJudgedAfterItsReplay() throws Exception {
        Instant tooEarly = Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(15);
        send("purchase-registrations", purchase("EARLY-1", tooEarly).put("quantity", 3));
        JsonNode letter = awaitDeadLetter("TIME_OUT_OF_RANGE");
        String id = letter.path("deadLetterId").asText();

        await(() -> {
            CommandRun replay = run("dead-letters", "replay", "--id", id);
            assertThat(replay.err()).isEmpty();
            assertThat(replay.out()).contains("sent 1 records to purchase-registrations again");
            drain();
            return alert("purchase-ephedrine-limit", "EARLY-1") != null;
        });

        long signals = signals("purchase-ephedrine-limit", "EARLY-1");
        run("dead-letters", "replay", "--id", id);
        drain();
        assertThat(signals("purchase-ephedrine-limit", "EARLY-1"))
                .isEqualTo(signals)
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void referenceDataTakesEffectLive() throws Exception {
        send("online-sales", listing("UNLICENSED-1", "ANY-PLATFORM"));
        awaitAlert("online-unlicensed", "UNLICENSED-1");
        ObjectNode licence = JSON.createObjectNode()
                .put("licenceNumber", "TEST-LICENCE")
                .put("validFrom", "2020-01-01T00:00:00+08:00")
                .put("validTo", "2099-12-31T23:59:59+08:00")
                .put("status", "ACTIVE");
        licence.putArray("sellerIds").add("TEST-SELLER");
        send("licences", licence);

        List<String> sent = new ArrayList<>();
        await(() -> {
            String eventId = "LICENSED-" + sent.size();
            sent.add(eventId);
            send("online-sales", listing(eventId, "ANY-PLATFORM"));
            drain();
            return signals("online-unlicensed", eventId) == 0;
        });
    }

    @Test
    @Order(7)
    void aReferenceRowWithoutItsIdIsRefusedWithItsPlace() throws Exception {
        Path file = directory.resolve("recalls.jsonl");
        Files.writeString(file, "\n{\"class\": 1}\n");

        CommandRun run = run("send", "recalls", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + ":2:", "recallId").hasLineCount(1);
    }

    @Test
    @Order(8)
    void theListSaysHowEachRuleFares() throws Exception {
        send("purchase-registrations", purchase("FARE-1", Instant.now()).put("quantity", 3));
        awaitAlert("purchase-ephedrine-limit", "FARE-1");

        await(() -> {
            CommandRun list = run("rules", "list");
            assertThat(list.exitCode()).isZero();
            assertThat(list.err()).isEmpty();
            return list.out()
                    .lines()
                    .anyMatch(line ->
                            line.matches("purchase-ephedrine-limit +1 +active .* [1-9][0-9]* +0 +[1-9][0-9]* +超量购买.*"));
        });
    }

    @Test
    @Order(8)
    void settingUpAgainChangesNothing() {
        assertThat(run("setup")).isEqualTo(new CommandRun(0, "nothing to do\n", ""));
    }

    @Test
    @Order(9)
    void aRestartChangesNoDocument() throws Exception {
        send("purchase-registrations", purchase("BEFORE-1", Instant.now()).put("quantity", 4));
        awaitAlert("purchase-ephedrine-limit", "BEFORE-1");
        drain();
        var alertsBefore = documents(IndexNames.ALERTS, "alertId");
        var signalsBefore = documents(IndexNames.SIGNALS, "signalId");

        stack.close();
        stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
        // The sender does not know what had arrived, and sends it again.
        send("purchase-registrations", purchase("EPH-1", Instant.now()).put("quantity", 3));
        drain();

        assertThat(documents(IndexNames.SIGNALS, "signalId")).isEqualTo(signalsBefore);
        assertThat(documents(IndexNames.ALERTS, "alertId")).isEqualTo(alertsBefore);
        assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);
        send("purchase-registrations", purchase("AFTER-1", Instant.now()).put("quantity", 5));
        awaitAlert("purchase-ephedrine-limit", "AFTER-1");
    }

    @Test
    @Order(10)
    void nobodyCanBeReadAnywhereBehindIngest() {
        for (Topic topic : Topic.values()) {
            if (topic.kind() == Topic.Kind.OUTPUT) {
                stack.kafka()
                        .readToEnd(
                                topic,
                                row -> assertThat(new String(row.value(), StandardCharsets.UTF_8))
                                        .doesNotContain(ID_NUMBER, PHONE, "张三"));
            }
        }
        JsonNode all = stack.index().search("medsentry-*", "{\"size\": 10000}");
        assertThat(all.toString()).doesNotContain(ID_NUMBER, PHONE, "张三");
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static void send(String topic, ObjectNode record) {
        try {
            Path file = Files.writeString(directory.resolve("send.jsonl"), record + "\n");
            assertThat(run("send", topic, file.toString()))
                    .isEqualTo(new CommandRun(0, "sent 1 lines to " + topic + "\n", ""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode purchase(String eventId, Instant occurredAt) {
        ObjectNode record = JSON.createObjectNode()
                .put("eventId", eventId)
                .put("source", "test-network")
                .put("occurredAt", occurredAt.toString())
                .put("receiptId", "RECEIPT-" + eventId)
                .put("pharmacyId", "PHARMACY-1")
                .put("regionCode", "500111")
                .put("productCode", ephedrine().productCode())
                .put("quantity", 1)
                .put("channel", "COUNTER");
        record.putObject("buyer").put("idNumber", ID_NUMBER).put("phone", PHONE).put("name", "张三");
        return record;
    }

    private static Product ephedrine() {
        return DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(product -> product.controlClass() == ControlClass.EPHEDRINE_COMPOUND)
                .filter(product -> !product.prescriptionOnly())
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode listing(String eventId, String platform) {
        return JSON.createObjectNode()
                .put("eventId", eventId)
                .put("source", "test-platforms")
                .put("occurredAt", Instant.now().toString())
                .put("type", "LISTING")
                .put("platformId", platform)
                .put("sellerId", "TEST-SELLER")
                .put("sellerLicence", "TEST-LICENCE")
                .put("productName", "something harmless");
    }

    private static String platformRule(int version, String platform) {
        return DefaultRules.files()
                .get("online-banned.yaml")
                .replace("id: online-banned", "id: test-platform")
                .replace("version: 1", "version: " + version)
                .replace("product.onlineBanned &&", "event.platformId == '" + platform + "' &&")
                .replaceAll("(?s)explanation:.*", "explanation: {zh: \"测试\", en: \"a test\"}\n");
    }

    /** A rule is in force from the next record after it arrived, and only such a record can tell that it has. */
    private static String sendUntilAlert(String ruleId, String platform) {
        List<String> sent = new ArrayList<>();
        await(() -> {
            String eventId = ruleId + "-" + sent.size();
            sent.add(eventId);
            send("online-sales", listing(eventId, platform));
            drain();
            return alert(ruleId, eventId) != null;
        });
        return sent.get(sent.size() - 1);
    }

    private static JsonNode awaitAlert(String ruleId, String eventId) {
        await(() -> alert(ruleId, eventId) != null);
        return alert(ruleId, eventId);
    }

    private static JsonNode alert(String ruleId, String eventId) {
        return search(IndexNames.ALERTS, """
                {"query": {"bool": {"filter": [{"term": {"ruleId": "%s"}}, {"nested": {"path": "evidence",
                 "query": {"term": {"evidence.eventId": "%s"}}}}]}}}""".formatted(ruleId, eventId));
    }

    private static long signals(String ruleId, String eventId) {
        stack.index().refresh();
        return stack.index()
                .search(IndexNames.SIGNALS, """
                        {"query": {"bool": {"filter": [{"term": {"ruleId": "%s"}}, {"term": {"evidence.eventId": "%s"}}]}}}""".formatted(ruleId, eventId))
                .at("/hits/total/value")
                .asLong();
    }

    private static JsonNode search(String alias, String body) {
        stack.index().refresh();
        JsonNode answer = stack.index().search(alias, body);
        JsonNode first = answer == null ? null : answer.at("/hits/hits/0/_source");
        return first == null || first.isMissingNode() ? null : first;
    }

    private static JsonNode awaitDeadLetter(String reason) throws IOException {
        await(() ->
                run("dead-letters", "list", "--json", "--reason", reason).out().startsWith("{"));
        return JSON.readTree(run("dead-letters", "list", "--json", "--reason", reason)
                .out()
                .lines()
                .findFirst()
                .orElseThrow());
    }

    private static TreeMap<String, JsonNode> documents(String alias, String id) {
        stack.index().refresh();
        TreeMap<String, JsonNode> documents = new TreeMap<>();
        stack.index()
                .search(alias, "{\"size\": 10000}")
                .at("/hits/hits")
                .forEach(hit -> documents.put(hit.at("/_source/" + id).asText(), hit.path("_source")));
        return documents;
    }

    private static void drain() {
        try (StackObserver observer = new StackObserver(stack)) {
            assertThat(observer.awaitDrained(LIMIT, () -> false)).isTrue();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
