package org.medsentry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.console.TestingBrowser.Answer;
import org.medsentry.console.http.Routes;
import org.medsentry.desk.RulePublisher;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.DeadLetters;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.privacy.PayloadCipher;

/** The console as a browser meets it, on real Kafka and real Elasticsearch. */
class ConsoleServerITCase {

    private static final String HOSTILE = "<script>alert(1)</script>\u202E=1+1";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final String RULE = "purchase-ephedrine-limit";

    private static final Map<ActorRole, TestingBrowser> BROWSERS = new EnumMap<>(ActorRole.class);

    @TempDir
    private static Path folder;

    private static TestingSystem system;

    @BeforeAll
    static void start() {
        system = new TestingSystem(folder);
        new RulePublisher(system.cluster())
                .publish(Map.of("rule.yaml", DefaultRules.files().get(RULE + ".yaml")), RuleState.ACTIVE);
        List<Alert> alerts = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            alerts.add(TestingAlerts.alert(
                    number,
                    Level.values()[number % 4],
                    number % 5 == 0 ? AlertStatus.RESOLVED : AlertStatus.NEW,
                    number % 2 == 0 ? RULE : "purchase-recalled-lot",
                    number == 7 ? "=HYPERLINK(1)" : number == 8 ? HOSTILE : "布洛芬缓释胶囊",
                    NOW.minusSeconds(60L * number)));
        }
        system.index(alerts);
        system.indexSignals(List.of(
                TestingAlerts.signal(alerts.get(0), 0, 9),
                TestingAlerts.signal(alerts.get(0), 1, 7),
                TestingAlerts.toldAgain(alerts.get(0), 1, 8)));
    }

    @AfterAll
    static void stop() {
        BROWSERS.clear();
        system.close();
    }

    /** Hashing a password takes a while, as it should: each role signs in once. */
    private static TestingBrowser as(ActorRole role) {
        return BROWSERS.computeIfAbsent(role, system::signedIn);
    }

    private static TestingBrowser stranger() {
        return new TestingBrowser(system.console().port());
    }

    @Test
    void somebodyWhoIsKnownSignsInAndOut() {
        TestingBrowser browser = stranger();
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.signIn("ANALYST", "wrong, quite wrong").status()).isEqualTo(401);

        Answer session = browser.signIn("ANALYST", TestingSystem.PASSWORD);

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.response().headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict");
        assertThat(browser.get("/api/session").body().at("/user/role").asText()).isEqualTo("ANALYST");
        assertThat(browser.send("DELETE", "/api/session", null).status()).isEqualTo(204);
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.signIn("ANALYST", TestingSystem.PASSWORD)
                        .body()
                        .path("lastVisitAt")
                        .isTextual())
                .isTrue();
    }

    @Test
    void thePageMayRunNothingButItsOwnFiles() {
        Answer page = stranger().get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(stranger().get("/modules/lit/3.3.3/index.js").status()).isEqualTo(200);
        assertThat(stranger().get("/modules/..%2f..%2f..%2fconsole/index.html").status())
                .isNotEqualTo(200);
        assertThat(stranger().get("/alerts/some-id").status()).isEqualTo(200);
        assertThat(stranger().get("/assets/none.js").status()).isEqualTo(404);
    }

    /** Each route by each role: who may not, is told so, and before anything else is looked at. */
    @Test
    void everyRouteKnowsWhoMayCallIt() {
        Map<ActorRole, TestingBrowser> browsers = new EnumMap<>(ActorRole.class);
        TestingSystem.ROLES.forEach(role -> browsers.put(role, as(role)));
        int checked = 0;
        for (Routes.Route route : system.console().routes()) {
            if (!route.access().signedIn() || route.path().equals("/api/events") || isSession(route)) {
                continue;
            }
            String path = route.path().replaceAll("\\{\\w+}", "none");
            String method = route.method().name();
            assertThat(stranger().send(method, path, body(route)).status())
                    .as("%s %s", method, path)
                    .isEqualTo(401);
            for (ActorRole role : TestingSystem.ROLES) {
                boolean may = route.access().permission() == null
                        || route.access().permission().isOf(role);
                Answer answer = browsers.get(role).send(method, path, body(route));
                assertThat(answer.status() != 403)
                        .as("%s %s by %s: %s", method, path, role, answer.status())
                        .isEqualTo(may);
                assertThat(answer.status())
                        .as("%s %s by %s", method, path, role)
                        .isLessThan(500);
                checked++;
            }
            if (route.method() != HandlerType.GET) {
                Answer forged = browsers.get(ActorRole.ADMINISTRATOR).postWithoutToken(path, body(route));
                assertThat(route.method() != HandlerType.POST || forged.status() == 403)
                        .as("%s %s without a token: %s", method, path, forged.status())
                        .isTrue();
            }
        }
        assertThat(checked).isGreaterThan(80);
        assertThat(browsers.get(ActorRole.ADMINISTRATOR)
                        .send("POST", "/api/rules/check", "{\"yaml\": \"x\"}", "Origin", "http://elsewhere.example")
                        .status())
                .isEqualTo(403);
    }

    private static boolean isSession(Routes.Route route) {
        return route.path().equals("/api/session");
    }

    private static Object body(Routes.Route route) {
        return route.method() == HandlerType.GET ? null : "{\"surely\": \"unknown\"}";
    }

    @Test
    void aListIsFilteredSortedAndPaged() {
        TestingBrowser browser = as(ActorRole.VIEWER);
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        do {
            Answer page = browser.get("/api/alerts?size=7&sort=level" + after);
            assertThat(page.status()).isEqualTo(200);
            page.body()
                    .path("alerts")
                    .forEach(alert -> seen.add(alert.path("alertId").asText()));
            after = page.body().path("next").isTextual()
                    ? "&after=" + page.body().path("next").asText()
                    : null;
            pages++;
        } while (after != null);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(25);
        assertThat(pages).isGreaterThanOrEqualTo(4);

        JsonNode open =
                browser.get("/api/alerts?open=true&level=I,II&rule=" + RULE).body();
        assertThat(open.path("alerts")).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.path("status").asText()).isEqualTo("NEW");
            assertThat(alert.path("level").asText()).isIn("I", "II");
            assertThat(alert.path("ruleId").asText()).isEqualTo(RULE);
        });
        // Beside the levels stand the counts that one would get by choosing them.
        assertThat(open.at("/facets/level").size()).isGreaterThan(1);
        assertThat(open.at("/facets/region").findValuesAsText("nameEn")).contains("Dazu District");
        assertThat(browser.get("/api/alerts?region=500100").body().path("total").asInt())
                .isGreaterThanOrEqualTo(25);
        assertThat(browser.get("/api/alerts?q=event-3")
                        .body()
                        .at("/alerts/0/alertId")
                        .asText())
                .isEqualTo(TestingAlerts.id(3));
        assertThat(browser.get("/api/alerts?q=%E5%B8%83%E6%B4%9B%E8%8A%AC")
                        .body()
                        .path("total")
                        .asInt())
                .isGreaterThan(20);
        assertThat(browser.get("/api/alerts?q=%22(%5B*~2%20AND%20OR%20-").status())
                .isEqualTo(200);
    }

    @Test
    void whatNobodyKnowsIsRefusedByName() {
        TestingBrowser browser = as(ActorRole.VIEWER);
        for (String query : List.of(
                "colour=red", "level=V", "size=0", "size=x", "after=zzz", "from=yesterday", "region=x", "open=maybe")) {
            Answer answer = browser.get("/api/alerts?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body().path("pointer").asText()).as(query).isEqualTo(query.split("=")[0]);
        }
        assertThat(as(ActorRole.ANALYST)
                        .post("/api/alerts/" + TestingAlerts.id(1) + "/actions", "{\"type\": \"EXPLODE\"}")
                        .body()
                        .path("pointer")
                        .asText())
                .isEqualTo("/type");
    }

    @Test
    void evidenceIsForThoseWhoMaySeeItAndEveryReadIsWrittenDown() throws Exception {
        String id = TestingAlerts.id(0);
        JsonNode forViewers = as(ActorRole.VIEWER).get("/api/alerts/" + id).body();
        assertThat(forViewers.path("alert").has("evidence")).isFalse();

        JsonNode file = as(ActorRole.ANALYST).get("/api/alerts/" + id).body();

        assertThat(file.at("/alert/evidence/0/eventId").asText()).isEqualTo("event-0");
        assertThat(file.at("/series/unit").asText()).isEqualTo("DAY");
        assertThat(file.at("/series/points")).hasSize(2);
        assertThat(file.at("/series/points/0/observed").asInt())
                .as("the day as it was judged last")
                .isEqualTo(8);
        assertThat(file.path("similar")).isNotEmpty();
        TestingBrowser administrator = as(ActorRole.ADMINISTRATOR);
        Polling.until("the read is audited", () -> {
            system.refresh();
            JsonNode entries =
                    administrator.get("/api/audit?user=ANALYST").body().path("entries");
            return entries.findValuesAsText("what").contains("evidence.read")
                    && entries.findValuesAsText("target").contains(id);
        });
    }

    @Test
    void anExportIsTextToASpreadsheet() {
        Answer csv = as(ActorRole.VIEWER).get("/api/alerts/export?format=csv");
        String text = csv.response().body();
        assertThat(text).startsWith("\uFEFFalertId,").contains("'=HYPERLINK(1)").contains("<script>");
        assertThat(text.lines().filter(line -> line.contains(",=HYPERLINK"))).isEmpty();
        assertThat(csv.response().headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        JsonNode list =
                as(ActorRole.VIEWER).get("/api/alerts?key=86900001000012%7CL8").body();
        assertThat(list.at("/alerts/0/subject/productName").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void theOverviewCountsWhatIsOpenAndNew() {
        JsonNode overview = as(ActorRole.VIEWER)
                .get("/api/overview?since=" + NOW.minusSeconds(330))
                .body();
        assertThat(overview.at("/open/total").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(overview.at("/fresh/count").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(overview.at("/timeline/buckets")).isNotEmpty();
        assertThat(overview.path("regions").findValuesAsText("code")).contains("500111");
        assertThat(overview.path("streams")).hasSize(3);
    }

    @Test
    void anActionGoesToItsTopicAndItsAnswerComesBackAsAnEvent() throws Exception {
        TestingBrowser analyst = as(ActorRole.ANALYST);
        String path = "/api/alerts/" + TestingAlerts.id(1) + "/actions";
        assertThat(analyst.post(path, Map.of("type", "LOWER", "level", "IV", "reason", "r"))
                        .status())
                .isEqualTo(403);
        assertThat(analyst.post(path, Map.of("type", "DISMISS"))
                        .body()
                        .path("pointer")
                        .asText())
                .isEqualTo("/reason");

        Answer accepted = analyst.post(path, Map.of("type", "COMMENT", "comment", HOSTILE));

        assertThat(accepted.status()).isEqualTo(202);
        String actionId = accepted.body().path("actionId").asText();
        assertThat(system.values(Topic.ALERT_ACTIONS))
                .anySatisfy(value -> assertThat(value).contains(actionId, "ANALYST", "<script>"));
        Answer many = analyst.post(
                "/api/alerts/actions",
                Map.of("alertIds", List.of(TestingAlerts.id(2), TestingAlerts.id(3)), "type", "ACKNOWLEDGE"));
        assertThat(many.body().path("results")).hasSize(2);
    }

    @Test
    void aSilenceIsListedUntilItIsEnded() throws Exception {
        TestingBrowser officer = as(ActorRole.DUTY_OFFICER);
        String id = officer.post(
                        "/api/silences",
                        Map.of(
                                "ruleId",
                                "silent-rule",
                                "until",
                                NOW.plusSeconds(3600).toString(),
                                "reason",
                                "known"))
                .body()
                .path("actionId")
                .asText();
        Polling.until("the silence is listed", () -> silences(officer).contains(id));
        assertThat(officer.send("DELETE", "/api/silences/" + id, null).status()).isEqualTo(202);
        Polling.until("the silence has ended", () -> !silences(officer).contains(id));
    }

    private static List<String> silences(TestingBrowser browser) {
        return browser.get("/api/silences").body().findValuesAsText("silenceId");
    }

    @Test
    void whatHappensIsTold() throws Exception {
        Polling.until("the console listens", () -> system.console().isListening());
        TestingBrowser browser = as(ActorRole.VIEWER);
        String lastId;
        try (BufferedReader events = events(browser)) {
            await(events, "event: hello");
            system.publish(
                    Topic.ALERTS,
                    "k",
                    TestingAlerts.alert(100, Level.I, AlertStatus.NEW, RULE, "arrives", Instant.now()));
            lastId = await(events, "id: ").substring(4);
            assertThat(await(events, "data: "))
                    .contains(TestingAlerts.id(100), "\"summary\"")
                    .doesNotContain("event-100");
        }
        system.publish(
                Topic.ALERTS, "k", TestingAlerts.alert(101, Level.I, AlertStatus.NEW, RULE, "missed", Instant.now()));
        try (BufferedReader events = events(browser, "Last-Event-ID", lastId)) {
            await(events, TestingAlerts.id(101));
        }
        try (BufferedReader events = events(browser, "Last-Event-ID", "elsewhere-7")) {
            await(events, "event: reload");
        }
    }

    private static BufferedReader events(TestingBrowser browser, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Accept", "text/event-stream"));
        all.addAll(List.of(headers));
        return new BufferedReader(
                new InputStreamReader(browser.open("/api/events", all.toArray(String[]::new)), StandardCharsets.UTF_8));
    }

    private static String await(BufferedReader events, String part) throws Exception {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before " + part);
    }

    @Test
    void aRuleIsCheckedTriedAndPublishedByWhomeverWasFirst() throws Exception {
        TestingBrowser officer = as(ActorRole.DUTY_OFFICER);
        JsonNode rule = officer.get("/api/rules/" + RULE).body();
        String yaml = rule.path("yaml").asText();
        int version = rule.path("version").asInt();
        assertThat(officer.get("/api/rules").body().path("rules").findValuesAsText("id"))
                .contains(RULE);
        JsonNode broken = officer.post("/api/rules/check", Map.of("yaml", yaml.replace("kind:", "knd:")))
                .body();
        assertThat(broken.path("valid").asBoolean()).isFalse();
        assertThat(broken.at("/findings/0/line").asInt()).isPositive();
        assertThat(officer.post("/api/rules/examples", Map.of("yaml", yaml))
                        .body()
                        .at("/examples/0/passed")
                        .asBoolean())
                .isTrue();
        String changed = yaml + "\n# changed\n";
        Map<String, Object> wish = Map.of("yaml", changed, "comment", "tighter", "expectedVersion", version);
        assertThat(as(ActorRole.ANALYST).post("/api/rules/publish", wish).status())
                .isEqualTo(403);
        assertThat(as(ActorRole.ANALYST)
                        .post("/api/rules/publish", Map.of("yaml", changed, "shadow", true, "expectedVersion", version))
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("rule-in-force");

        Answer published = officer.post("/api/rules/publish", wish);

        assertThat(published.status()).isEqualTo(202);
        assertThat(published.body().path("version").asInt()).isEqualTo(version + 1);
        assertThat(officer.post("/api/rules/publish", wish).status()).isEqualTo(409);
        JsonNode lines = officer.get("/api/rules/" + RULE + "/difference?from=" + version + "&to=" + (version + 1))
                .body()
                .path("lines");
        assertThat(lines.findValuesAsText("kind")).contains("SAME", "ADDED", "REMOVED");
        Polling.until("the history bears the comment", () -> {
            system.refresh();
            JsonNode history = officer.get("/api/rules/" + RULE).body().path("history");
            return history.at("/0/by").asText().equals("DUTY_OFFICER")
                    && history.at("/0/comment").asText().equals("tighter");
        });
        assertThat(officer.post("/api/rules/" + RULE + "/state", Map.of("state", "PAUSED"))
                        .status())
                .isEqualTo(202);
        assertThat(officer.get("/api/rules/" + RULE).body().path("state").asText())
                .isEqualTo("PAUSED");
    }

    @Test
    void aDeadLetterIsMendedAndSentAgain() throws Exception {
        String record = "{\"eventId\":\"e-1\",\"source\":\"chain-a\",\"regionCode\":\"x\"}";
        DeadLetter letter = new DeadLetters(new PayloadCipher(system.keys()))
                .create(
                        "purchase-registrations",
                        new RecordException(DeadLetterReason.CONSTRAINT, "/regionCode", "must be 6 digits"),
                        record.getBytes(StandardCharsets.UTF_8),
                        NOW,
                        Topic.PURCHASE_REGISTRATIONS.id(),
                        0,
                        7);
        system.index(letter);
        TestingBrowser administrator = as(ActorRole.ADMINISTRATOR);
        String path = "/api/dead-letters/" + letter.deadLetterId();
        JsonNode list = administrator.get("/api/dead-letters?reason=CONSTRAINT").body();
        assertThat(list.at("/deadLetters/0/pointer").asText()).isEqualTo("/regionCode");
        assertThat(list.toString()).doesNotContain(letter.payload());
        assertThat(as(ActorRole.ANALYST).get(path + "/payload").status()).isEqualTo(403);
        assertThat(administrator.get(path + "/payload").body().path("payload").asText())
                .isEqualTo(record);
        Answer stillBad = administrator.post(path + "/replay", Map.of("payload", record));
        assertThat(stillBad.status()).isEqualTo(422);
        assertThat(stillBad.body().path("pointer").asText()).isNotEmpty();
        String mended = """
                {"eventId":"e-1","source":"chain-a","occurredAt":"2026-03-01T09:30:00+08:00","pharmacyId":"p-1",\
                "regionCode":"500111","buyer":{"token":"t-1"},"productCode":"86900001000012","quantity":1,"channel":"COUNTER"}""";

        assertThat(administrator
                        .post(path + "/replay", Map.of("payload", mended))
                        .status())
                .isEqualTo(202);

        assertThat(system.values(Topic.PURCHASE_REGISTRATIONS)).contains(mended);
        Polling.until("the list says that it was sent again", () -> {
            system.refresh();
            return administrator
                    .get("/api/dead-letters")
                    .body()
                    .at("/deadLetters/0/replayedAt")
                    .isTextual();
        });
    }

    @Test
    void whatCameTooLateIsListedWithWhatItMissedAndWithoutItsContent() {
        for (int number = 0; number < 3; number++) {
            system.publish(
                    Topic.LATE_RECORDS,
                    "late-" + number,
                    new LateRecord(
                            "purchase-registrations",
                            "chain-" + number % 2,
                            "late-" + number,
                            1,
                            NOW.minusSeconds(200_000),
                            NOW,
                            200_000,
                            number == 2 ? List.of("online-relisting") : List.of(),
                            "{\"pharmacyId\":\"p-secret\"}"));
        }

        JsonNode all = as(ActorRole.ANALYST).get("/api/late-records").body();
        JsonNode ofOne =
                as(ActorRole.ANALYST).get("/api/late-records?source=chain-1").body();

        assertThat(all.path("lateRecords")).hasSize(3);
        assertThat(all.findValuesAsText("latenessSeconds")).containsOnly("200000");
        assertThat(all.toString()).contains("online-relisting").doesNotContain("p-secret");
        assertThat(ofOne.at("/lateRecords/0/eventId").asText()).isEqualTo("late-1");
        assertThat(ofOne.path("lateRecords")).hasSize(1);
        assertThat(as(ActorRole.VIEWER).get("/api/late-records").status()).isEqualTo(403);
    }

    @Test
    void aViewIsSavedForOnePersonAlone() {
        TestingBrowser viewer = as(ActorRole.VIEWER);
        assertThat(viewer.send("PUT", "/api/views/mine", Map.of("query", "level=I"))
                        .status())
                .isEqualTo(204);
        assertThat(viewer.get("/api/views").body().at("/0/query").asText()).isEqualTo("level=I");
        assertThat(as(ActorRole.ANALYST).get("/api/views").body()).isEmpty();
        assertThat(viewer.send("DELETE", "/api/views/mine", null).status()).isEqualTo(204);
    }
}
