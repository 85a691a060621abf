package org.medsentry.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures of docs/console anew, from a console that runs: start {@code bin/medsentry demo --minutes 3 --stay}, and when its account
 * is printed, name its console by {@code -Dconsole.address=http://127.0.0.1:18084/} and the password of its user {@code officer} by
 * {@code -Dconsole.password=...}.
 */
@EnabledIfSystemProperty(named = "console.address", matches = "http://127.*")
class ScreenshotsITCase {

    private static final Path PICTURES = Path.of("..", "..", "docs", "console");
    private static final int LARGEST = 200_000;

    private ChromeDriver driver;

    @Test
    void takesThePicturesOfTheDocumentation() throws IOException {
        driver = Chromium.open();
        try {
            Visit visit = new Visit(driver, System.getProperty("console.address"));
            Chromium.resize(driver, 1440, 1000);
            visit.arrive("zh", "light");
            visit.signIn("officer", System.getProperty("console.password"));
            visit.open("overview");
            take("overview");
            Chromium.resize(driver, 1280, 800);

            visit.run(
                    "localStorage.setItem('medsentry.language', 'en'); localStorage.setItem('medsentry.theme', 'dark')");
            driver.navigate().refresh();
            visit.await("the page", () -> visit.find("header.bar").isDisplayed());
            visit.open("alerts?rule=purchase-surge&sort=level");
            String alert = visit.find(".alert-title").getDomAttribute("href").substring(2);
            visit.open(alert);
            take("alert");

            visit.open("rules/purchase-fever-cluster");
            take("rule");

            Chromium.resize(driver, 390, 844);
            visit.run(
                    "localStorage.setItem('medsentry.language', 'zh'); localStorage.setItem('medsentry.theme', 'light')");
            driver.navigate().refresh();
            visit.await("the page", () -> visit.find("header.bar").isDisplayed());
            visit.open("alerts?open=true");
            take("phone");
        } finally {
            driver.quit();
        }
    }

    private void take(String name) throws IOException {
        byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
        assertThat(picture.length).as(name).isLessThan(LARGEST);
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), picture);
    }
}
