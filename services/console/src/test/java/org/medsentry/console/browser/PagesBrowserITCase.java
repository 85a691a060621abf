package org.medsentry.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.console.Console;
import org.medsentry.console.ConsoleExtras;
import org.medsentry.console.ConsoleSettings;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** Every page as people see it: in a real browser, on the real server, with real Elasticsearch and Kafka behind it. */
class PagesBrowserITCase {

    private static final String PASSWORD = "correct horse battery";
    private static final String FIELD_OF_HOSTILE =
            "<img src=x onerror=\"window.injected=1\"><script>window.injected=1</script>\u202Egnp";
    private static final String RULE = "purchase-fever-cluster";
    private static final LocalisedText HOSTILE = new LocalisedText("恶意" + FIELD_OF_HOSTILE, "Evil" + FIELD_OF_HOSTILE);
    private static final LocalisedText CLUSTER = new LocalisedText("发热购药人员聚集", "Cluster of feverish buyers");
    private static final Alert FIRST = TestingDocuments.alert(1, Level.II, AlertStatus.NEW, CLUSTER, "复方氨酚烷胺片");
    private static final Alert EVIL = TestingDocuments.alert(2, Level.III, AlertStatus.NEW, HOSTILE, FIELD_OF_HOSTILE);
    private static final List<String> PAGES = List.of(
            "overview", "alerts?open=true", "alerts/" + FIRST.alertId(), "rules", "rules/" + RULE, "data", "audit");

    @TempDir
    private static Path folder;

    private static EmbeddedElasticsearch elasticsearch;
    private static EmbeddedKafka kafka;
    private static Console console;
    private static ChromeDriver driver;

    @BeforeAll
    static void start() {
        driver = Chromium.open();
        elasticsearch = EmbeddedElasticsearch.start();
        kafka = EmbeddedKafka.start();
        TestingDocuments documents = new TestingDocuments(elasticsearch.url());
        documents.installTemplates();
        List.of(
                        FIRST,
                        EVIL,
                        TestingDocuments.alert(3, Level.I, AlertStatus.ESCALATED, CLUSTER, "2407"),
                        TestingDocuments.alert(4, Level.IV, AlertStatus.ACKNOWLEDGED, CLUSTER, "2408"),
                        TestingDocuments.alert(5, Level.IV, AlertStatus.RESOLVED, CLUSTER, "2409"))
                .forEach(documents::index);
        for (int number = 1; number <= 6; number++) {
            documents.index(TestingDocuments.signal(number, 4 + number));
        }
        documents.index(TestingDocuments.deadLetter(1, "chain-1"));
        documents.index(TestingDocuments.deadLetter(2, FIELD_OF_HOSTILE));
        KafkaCluster cluster = new KafkaCluster(kafka.bootstrapServers(), "", Map.of());
        createTopics(cluster);
        new RulePublisher(cluster).publishDefaults();
        Path users = folder.resolve("users.yaml");
        UsersFile.add(users, List.of(new UserEntry("li.wei", "李薇", ActorRole.ADMINISTRATOR, Passwords.hash(PASSWORD))));
        console = Console.start(
                ConsoleSettings.of(ServerSettings.local(0), cluster, SearchSettings.of(elasticsearch.url()), users),
                ConsoleExtras.NONE);
    }

    private static void createTopics(KafkaCluster cluster) {
        try (Admin admin = cluster.admin()) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(cluster.name(topic), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @AfterAll
    static void stop() {
        if (driver != null) {
            driver.quit();
        }
        if (console != null) {
            console.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (elasticsearch != null) {
            elasticsearch.close();
        }
    }

    private static Visit visit(String language, String theme) {
        driver.manage().deleteAllCookies();
        Chromium.resize(driver, 1440, 900);
        Visit visit = new Visit(driver, "http://127.0.0.1:" + console.port() + "/");
        visit.arrive(language, theme);
        visit.signIn("li.wei", PASSWORD);
        Chromium.complaints(driver); // of the door, which asks whether somebody is signed in
        return visit;
    }

    @ParameterizedTest
    @CsvSource({"zh, light", "en, dark"})
    void everyPageIsWholeAndOpenToEverybody(String language, String theme) {
        Visit visit = visit(language, theme);
        for (String page : PAGES) {
            visit.open(page);
            assertThat(visit.barriers()).as(page).isEmpty();
            assertThat(Chromium.complaints(driver)).as(page).isEmpty();
            assertThat(visit.run("return document.documentElement.lang"))
                    .isEqualTo("zh".equals(language) ? "zh-CN" : "en");
            assertThat(visit.run(
                            "return document.querySelectorAll('main [role=alert] .notice, main .notice.bad').length"))
                    .as(page + ": " + visit.text())
                    .isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, dark", "en, light"})
    void soIsTheDoor(String language, String theme) {
        driver.manage().deleteAllCookies();
        Visit visit = new Visit(driver, "http://127.0.0.1:" + console.port() + "/");
        visit.arrive(language, theme);
        visit.await("the door", () -> visit.find("input[name=user]").isDisplayed());
        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void nothingIsWiderThanAPhone() {
        Visit visit = visit("zh", "light");
        Chromium.resize(driver, 360, 800);
        for (String page : PAGES) {
            visit.open(page);
            assertThat((Long) visit.run("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void textFromDataIsShownAsText() {
        Visit visit = visit("en", "light");
        for (String page : List.of("alerts?open=true", "alerts/" + EVIL.alertId(), "data")) {
            visit.open(page);
            assertThat(visit.text()).as(page).contains("<img src=x onerror=", "<script>", "[U+202E]");
            assertThat(visit.run("return window.injected")).as(page).isNull();
            assertThat(visit.run("return document.querySelectorAll('main img, main script').length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void everythingCanBeReachedByKeys() {
        Visit visit = visit("en", "light");
        visit.open("alerts?open=true");
        visit.run("document.activeElement.blur()");
        press("jj");
        assertThat(visit.run("return document.activeElement.className")).isEqualTo("alert-title");
        press("x");
        visit.await("the choice", () -> visit.find(".bulk").getText().contains("1 selected"));
        press("a");
        visit.await(
                "the question", () -> visit.find("action-dialog dialog[open]").isDisplayed());
        press(Keys.ESCAPE);
        visit.await(
                "no question",
                () -> driver.findElements(By.cssSelector("dialog[open]")).isEmpty());
        press("?");
        visit.await("help", () -> visit.find("help-dialog dialog[open]").isDisplayed());
        press(Keys.ESCAPE);
        press("/");
        assertThat(visit.run("return document.activeElement.type")).isEqualTo("search");
        visit.run("document.activeElement.blur()");
        press("j");
        press(Keys.ENTER);
        visit.await("the alert", () -> visit.find("alert-page .why").isDisplayed());
    }

    @Test
    void theFirstScreenIsLight() {
        Visit visit = visit("zh", "light");
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        driver.get("about:blank");
        driver.get("http://127.0.0.1:" + console.port() + "/");
        visit.settle();
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", false));
        Number bytes = (Number) visit.run("""
                return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
                    .reduce((sum, entry) => sum + entry.transferSize, 0);
                """);
        System.out.println("first screen: " + bytes + " bytes transferred");
        assertThat(bytes.longValue()).isBetween(200_000L, 1_000_000L);
    }

    private static void press(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }
}
