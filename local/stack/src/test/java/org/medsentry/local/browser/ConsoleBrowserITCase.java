package org.medsentry.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.console.browser.Chromium;
import org.medsentry.console.browser.Visit;
import org.medsentry.desk.TopicWriter;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** What people do in the console, from the browser through every job and back into the browser. */
class ConsoleBrowserITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger SENT = new AtomicInteger();
    private static final String RULE = "purchase-ephedrine-limit";
    private static final String EDITED = "Edited in the browser";

    @TempDir
    private static Path directory;

    private static ChromeDriver driver;
    private static LocalStack stack;
    private static TopicWriter writer;

    private Visit visit;

    @BeforeAll
    static void start() {
        driver = Chromium.open();
        stack = LocalStack.start(
                new StackSettings(directory, StackPorts.free(), 1, Map.of("checkpoint.interval", "1 s")),
                StackDirectory.open(directory),
                line -> {});
        writer = new TopicWriter(stack.kafka());
    }

    @AfterAll
    static void stop() {
        if (driver != null) {
            driver.quit();
        }
        if (writer != null) {
            writer.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void signIn() {
        driver.manage().deleteAllCookies();
        Chromium.resize(driver, 1440, 900);
        visit = new Visit(driver, stack.console().url() + "/");
        visit.arrive("en", "light");
        String[] administrator = stack.console().passwords().stream()
                .filter(line -> line.startsWith("admin "))
                .findFirst()
                .orElseThrow()
                .split(" ");
        visit.signIn(administrator[0], administrator[1]);
        visit.await("the console to listen", () -> stack.console().isListening());
    }

    @Test
    void anAlertArrivesByItselfAndIsAcknowledgedWhenItsRevisionIsBack() {
        visit.open("alerts?open=true&rule=" + RULE);
        send(purchase());

        visit.await("the offer of a new alert", () -> visit.find(".arrived").isDisplayed());
        visit.find(".arrived").click();
        visit.await("its row", () -> visit.find(".alert-title").isDisplayed());
        visit.find(".alert-title").click();
        visit.await("the alert", () -> visit.find("alert-page .why").isDisplayed());
        assertThat(visit.text()).contains("3 packages", "New", "Evidence");

        visit.button("Acknowledge").click();
        visit.find("action-dialog textarea").sendKeys("seen by a test");
        visit.find("action-dialog button.primary").click();
        visit.await("the new status", () -> visit.find(".page-head").getText().contains("Acknowledged"));
        visit.await("the life line", () -> visit.find(".life").getText().contains("seen by a test"));
        visit.await("no pending action", () -> !visit.text().contains("pending"));
        assertThat(visit.button("Resolve").isEnabled()).isTrue();
    }

    @Test
    void aRuleIsEditedCheckedPublishedAndSeenFiring() {
        visit.open("rules/" + RULE);
        rewrite("product.controlClass", "product.controlClas");
        visit.button("Check").click();
        visit.await(
                "a finding with its place",
                () -> visit.find(".finding-list").getText().matches("(?s).*Error.*Line 13, column \\d+.*"));
        assertThat(visit.find(".editor .lines .ERROR").getText()).isEqualTo("13");

        rewrite("product.controlClas", "product.controlClass");
        rewrite("Too many packages of an ephedrine compound in one sale", EDITED);
        visit.button("Check").click();
        visit.await("no finding", () -> visit.text().contains("nothing to object to"));
        visit.button("Run examples").click();
        visit.await("its examples", () -> visit.text().matches("(?s).*All \\d+ examples pass.*"));
        visit.button("Publish").click();
        visit.find("rule-editor confirm-dialog textarea").sendKeys("a clearer title");
        visit.find("rule-editor confirm-dialog button.primary").click();
        visit.await("the new version", () -> visit.find(".life").getText().contains("v2"));

        visit.open("alerts?open=true&rule=" + RULE);
        visit.await("an alert of the new version", () -> {
            // A rule is in force from the next record on; only such a record can tell that it is.
            send(purchase());
            visit.await("the offer", () -> visit.find(".arrived").isDisplayed());
            visit.find(".arrived").click();
            visit.await(
                    "the list",
                    () -> driver.findElements(By.cssSelector(".arrived")).isEmpty());
            return visit.text().contains(EDITED);
        });
    }

    @Test
    void aDeadLetterIsMendedAndReplayed() {
        ObjectNode bad = purchase().put("pharmacyId", "MENDED");
        bad.remove("productCode");
        send(bad);
        visit.await("the dead letter", () -> {
            visit.open("overview");
            visit.open("data");
            return visit.text().contains("/productCode");
        });

        visit.button("Open").click();
        visit.button("Reveal the original").click();
        visit.await("the original", () -> visit.find("textarea.payload").isDisplayed());
        WebElement payload = visit.find("textarea.payload");
        String original = payload.getDomProperty("value");
        assertThat(original).contains(bad.path("eventId").asText());
        String mended = original.replaceFirst("\\{", "{\"productCode\":\"" + ephedrine() + "\",");
        visit.fill(payload, mended);
        visit.button("Replay").click();
        visit.await("what became of it", () -> visit.find(".toasts").getText().contains("purchase-registrations"));

        visit.await("the alert that the record makes", () -> {
            visit.open("overview");
            visit.open("alerts?q=MENDED");
            return !driver.findElements(By.cssSelector(".alert-title")).isEmpty();
        });
    }

    /** As somebody who types: the page hears of it. */
    private void rewrite(String from, String to) {
        WebElement editor = visit.find("source-editor textarea");
        String text = editor.getDomProperty("value");
        assertThat(text).contains(from);
        visit.fill(editor, text.replace(from, to));
    }

    private static void send(ObjectNode record) {
        writer.send(
                Topic.PURCHASE_REGISTRATIONS,
                record.at("/buyer/token").asText(),
                record.toString().getBytes(StandardCharsets.UTF_8));
        writer.flush();
    }

    private static ObjectNode purchase() {
        int number = SENT.incrementAndGet();
        ObjectNode record = JSON.createObjectNode()
                .put("eventId", "BROWSER-" + number)
                .put("source", "test-network")
                .put("occurredAt", Instant.now().toString())
                .put("pharmacyId", "PHARMACY-1")
                .put("regionCode", "500111")
                .put("productCode", ephedrine())
                .put("quantity", 3)
                .put("channel", "COUNTER");
        record.putObject("buyer").put("token", "BUYER-" + number);
        return record;
    }

    private static String ephedrine() {
        return DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(product -> product.controlClass() == ControlClass.EPHEDRINE_COMPOUND)
                .filter(product -> !product.prescriptionOnly())
                .findFirst()
                .orElseThrow()
                .productCode();
    }
}
