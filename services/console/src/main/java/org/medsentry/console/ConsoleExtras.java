package org.medsentry.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medsentry.console.rule.ExampleRunner;

/**
 * What whoever starts a console may add to it.
 *
 * @param examples runs the examples of rules; empty where nothing here can
 * @param guide what a newcomer is told to look at, asked for with each overview; empty where nobody needs it
 */
public record ConsoleExtras(Optional<ExampleRunner> examples, Supplier<List<?>> guide) {

    public static final ConsoleExtras NONE = new ConsoleExtras(Optional.empty(), List::of);

    /** A story to follow, with an address within the console. */
    public record Story(String titleZh, String titleEn, String textZh, String textEn, String href) {}

    public ConsoleExtras withExamples(ExampleRunner runner) {
        return new ConsoleExtras(Optional.of(runner), guide);
    }

    public ConsoleExtras withGuide(Supplier<List<?>> stories) {
        return new ConsoleExtras(examples, stories);
    }
}
