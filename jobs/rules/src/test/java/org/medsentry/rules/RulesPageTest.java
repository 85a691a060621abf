package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.catalogue.DetectorCatalogue;
import org.medsentry.detectors.catalogue.DetectorKind;
import org.medsentry.schemas.document.RuleState;

/** Keeps docs/rules.md true: its table of the catalogue, and the file that it shows. */
class RulesPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "rules.md");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- catalogue -->\n).*(?=<!-- /catalogue -->)", Pattern.DOTALL);

    private static final Pattern DETECTORS =
            Pattern.compile("(?<=<!-- detectors -->\n).*(?=<!-- /detectors -->)", Pattern.DOTALL);

    @Test
    void theTableShowsTheCatalogue() throws IOException, RuleException {
        String page = Files.readString(PAGE);
        StringBuilder table = new StringBuilder("| id | stream | key | level | meaning | source |\n");
        table.append("| --- | --- | --- | --- | --- | --- |\n");
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            table.append(row(RuleFile.parse(file.getKey(), file.getValue())));
        }
        if (Boolean.getBoolean("rules.page.write")) {
            Files.writeString(PAGE, TABLE.matcher(page).replaceAll(Matcher.quoteReplacement(table.toString())));
            return;
        }
        Matcher shown = TABLE.matcher(page);
        assertThat(shown.find()).isTrue();
        assertThat(shown.group()).isEqualTo(table.toString());
    }

    @Test
    void theTableShowsTheDetectors() throws IOException {
        StringBuilder table =
                new StringBuilder("| detector | settings, what they can be and what they are |\n| --- | --- |\n");
        for (DetectorKind kind : DetectorCatalogue.kinds()) {
            String settings = kind.settings().stream()
                    .map(setting -> "`" + setting.name() + "`: " + setting.range() + ", " + number(setting.standard())
                            + (setting.shapesState() ? " (shape)" : ""))
                    .collect(Collectors.joining("; "));
            table.append("| `" + kind.name() + "` | " + (settings.isEmpty() ? "-" : settings) + " |\n");
        }
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("rules.page.write")) {
            Files.writeString(PAGE, DETECTORS.matcher(page).replaceAll(Matcher.quoteReplacement(table.toString())));
            return;
        }
        Matcher shown = DETECTORS.matcher(page);
        assertThat(shown.find()).isTrue();
        assertThat(shown.group()).isEqualTo(table.toString());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Test
    void theExamplePassesItsCheck() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (example.find()) {
            assertThat(new TestingRules().publish(example.group(1), RuleState.ACTIVE))
                    .isTrue();
        }
    }

    private static String row(Rule rule) {
        String key = "-";
        String level = "-";
        if (rule instanceof OneRecordRule one) {
            key = one.keyType() + each(one.each());
            level = level(one.judgement());
        } else if (rule instanceof KeyedRule keyed) {
            key = keyed.keyTypes() + each(keyed.each());
            level = level(keyed.judgement());
        } else if (rule instanceof ModifierRule modifier) {
            level = "+" + modifier.raise() + " on " + String.join(", ", modifier.appliesTo());
        }
        return "| `" + rule.id() + "` | " + rule.stream().id() + " | " + key + " | " + level + " | "
                + rule.title().zh() + " / " + rule.title().en() + " | " + (rule.source() == null ? "-" : rule.source())
                + " |\n";
    }

    private static String each(Each each) {
        return switch (each) {
            case RECORD -> "";
            case SUSPECT -> ", each suspected product";
            case CATEGORY -> ", each category";
        };
    }

    private static String level(Judgement judgement) {
        List<String> others = judgement.levels().stream()
                .map(levelCase -> levelCase.level().name())
                .toList();
        String levels = judgement.level() == null
                ? String.join(", ", others)
                : judgement.level() + (others.isEmpty() ? "" : " (" + String.join(", ", others) + ")");
        return levels + (judgement.raisesAlert() ? "" : ", signal");
    }
}
