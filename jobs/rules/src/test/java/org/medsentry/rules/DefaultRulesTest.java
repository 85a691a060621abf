package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultRulesTest {

    @Test
    void everyFilePassesItsCheckAndIsNamedByItsId() throws RuleException {
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            Rule rule = RuleFile.parse(file.getKey(), file.getValue());
            assertThat(rule.id() + ".yaml").isEqualTo(file.getKey());
        }
    }

    @Test
    void everyFileOfTheFolderIsNamed() throws IOException, URISyntaxException {
        Path folder = Path.of(DefaultRules.class.getResource("/rules").toURI());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(DefaultRules.files().keySet());
        }
    }
}
