package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPageTest {

    @TempDir
    private Path directory;

    @Test
    void replacesWhatStandsBetweenTheMarks() throws IOException {
        Path page = page("text\n<!-- a:begin -->\nold\n<!-- a:end -->\nmore\n");

        new ResultPage(page).write("a", "new\n");

        assertThat(page).hasContent("text\n<!-- a:begin -->\n\nnew\n\n<!-- a:end -->\nmore\n");
    }

    @Test
    void touchesNothingWithoutThem() throws IOException {
        Path page = page("text\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultPage(page).write("a", "new"))
                .withMessageContaining("a:begin");
        assertThat(page).hasContent("text\n");
    }

    private Path page(String text) throws IOException {
        return Files.writeString(directory.resolve("page.md"), text);
    }
}
