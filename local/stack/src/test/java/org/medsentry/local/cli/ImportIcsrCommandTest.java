package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportIcsrCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatItMadeOfTheFiles() throws Exception {
        String to = folder.resolve("to").toString();
        String sample = sample().toString();

        assertThat(run("--source", "network-1", "--region", "500111", "--to", to, sample))
                .isZero();

        assertThat(out.toString())
                .containsPattern("reports +1\n")
                .containsPattern("dead letters +0\n")
                .contains(to);
        assertThat(Files.readAllLines(folder.resolve("to/adverse-reactions.jsonl")))
                .hasSize(1);
    }

    @Test
    void aFileThatIsNoReportIsAFailureOfOneLine() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.xml"), "<html>");

        assertThat(run("--source", "s", "--region", "500111", "--to", folder.toString(), wrong.toString()))
                .isEqualTo(Medsentry.FAILED);

        assertThat(err.toString()).contains("wrong.xml", "no ICH E2B(R3)").hasLineCount(1);
        assertThat(run("--source", "s", "--to", folder.toString(), wrong.toString()))
                .isEqualTo(Medsentry.WRONGLY_CALLED);
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("import", "icsr"), Stream.of(arguments)).toArray(String[]::new);
        return Medsentry.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private static Path sample() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here)
                .resolve("docs/samples/case.xml");
    }
}
