package org.medsentry.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** Keeps docs/options.md equal to {@link JobOptions}; {@code -Dmedsentry.docs.write=true} writes it anew. */
class OptionsPageTest {

    private static final Path PAGE = Path.of("../../docs/options.md");

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("medsentry.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Options of the jobs

                Given as `--key value` or `--key=value`, or in a properties file named by `--config`. Durations are written like
                `5 min`, `48 h`, `7 d`. This page is generated from `JobOptions`; a test keeps it true.

                | option | default | meaning |
                | --- | --- | --- |
                """);
        for (ConfigOption<?> option : JobOptions.all()) {
            page.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(defaultOf(option))
                    .append(" | ");
            page.append(JobOptions.description(option)).append(" |\n");
        }
        return page.toString();
    }

    private static String defaultOf(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return "";
        }
        Object value = option.defaultValue();
        String text = value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : value.toString();
        return text.isEmpty() || text.equals("{}") ? "" : "`" + text + "`";
    }
}
