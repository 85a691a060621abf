package org.medsentry.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No page may speak one language only, or show the name of a text instead of the text. */
class PageTextsTest {

    private static final Path PAGES = Path.of("src/main/resources/console");
    private static final Pattern KEY = Pattern.compile("^ {2}'([^']+)':", Pattern.MULTILINE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern LINE = Pattern.compile("^ {2}'([^']+)': (.+),$", Pattern.MULTILINE);
    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*'([^']+)'");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(found(KEY, text("en"))).containsExactlyElementsOf(found(KEY, text("zh")));
    }

    @Test
    void bothLanguagesFillInTheSameValues() {
        Matcher chinese = LINE.matcher(text("zh"));
        Matcher english = LINE.matcher(text("en"));
        while (chinese.find() && english.find()) {
            assertThat(placeholders(english.group(2))).as(chinese.group(1)).isEqualTo(placeholders(chinese.group(2)));
        }
    }

    @Test
    void everyTextThatAPageAsksForIsThere() {
        List<String> texts = found(KEY, text("en"));
        for (Path script : scripts()) {
            assertThat(texts).as(script.toString()).containsAll(found(USED, read(script)));
        }
    }

    @Test
    void noPageTurnsDataIntoMarkup() {
        for (Path script : scripts()) {
            assertThat(read(script))
                    .as(script.toString())
                    .doesNotContain("innerHTML", "unsafeHTML", "unsafe-html", "insertAdjacentHTML", "document.write");
        }
    }

    private static TreeSet<String> placeholders(String text) {
        return new TreeSet<>(found(PLACEHOLDER, text));
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
        }
        return found;
    }

    private static String text(String language) {
        return read(PAGES.resolve("text").resolve(language + ".js"));
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
