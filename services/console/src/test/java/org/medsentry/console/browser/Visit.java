package org.medsentry.console.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.FluentWait;

/** Somebody at the console, with a browser in front of them. */
public final class Visit {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** All answers are there and all charts are drawn. */
    private static final String SETTLED = """
            const main = document.querySelector('main');
            const charts = [...document.querySelectorAll('data-chart')];
            return !!main && !!main.querySelector('h1') && !document.querySelector('[aria-busy="true"]')
                && !/正在读取|Loading…/.test(main.innerText)
                && charts.every((chart) => chart.dataset.painted === 'true');
            """;

    private final ChromeDriver driver;
    private final String base;

    /** @param base address of the console, with a slash at its end */
    public Visit(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** Opens the door with the choices of language and theme that somebody made earlier. */
    public void arrive(String language, String theme) {
        driver.get(base);
        run(
                "localStorage.setItem('medsentry.language', arguments[0]); localStorage.setItem('medsentry.theme', arguments[1]);",
                language,
                theme);
        driver.navigate().refresh();
    }

    public void signIn(String user, String password) {
        await("the door", () -> find("input[name=user]").isDisplayed());
        find("input[name=user]").sendKeys(user);
        find("input[name=password]").sendKeys(password, Keys.ENTER);
        await("the bar of who is signed in", () -> find("header.bar").isDisplayed());
    }

    /** Goes to a page by its address and waits until it is all there. */
    public void open(String page) {
        run("location.hash = '#/' + arguments[0]", page);
        String place = page.split("\\?")[0].replaceFirst("^(alert|rule)s/", "$1/");
        await(page, () -> place.equals(find("main").getDomAttribute("data-place")));
        settle();
    }

    public void settle() {
        await("the page", () -> Boolean.TRUE.equals(run(SETTLED)));
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public WebElement button(String words) {
        return driver.findElements(By.tagName("button")).stream()
                .filter(button ->
                        button.isDisplayed() && button.getText().strip().equals(words))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no button " + words));
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    public String text() {
        return find("main").getText();
    }

    public void await(String what, Callable<Boolean> condition) {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .ignoring(NoSuchElementException.class, StaleElementReferenceException.class)
                .withMessage(() -> what + "; the page says: " + run("return document.body.innerText.slice(0, 2000)"))
                .until(browser -> {
                    try {
                        return condition.call();
                    } catch (RuntimeException failed) {
                        throw failed;
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }

    /** Puts text into a field at once, as pasting does. */
    public void fill(WebElement field, String text) {
        run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));",
                field,
                text);
    }

    /** What axe-core finds serious or critical on the page as it is. */
    public List<String> barriers() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Visit::inWords)
                        .toList();
    }

    private static String inWords(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().limit(5).map(node -> node.getHtml()).toList();
    }
}
