package org.medsentry.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The whole way once, with few alerts: what the figures are on a machine that is busy is for nobody to judge. */
class ConsoleBenchmarkITCase {

    @Test
    void measuresEveryKindOfRequestAndTheFirstScreen() {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new ConsoleCommand())
                .setOut(new PrintWriter(out))
                .execute("--alerts=1000", "--samples=3");
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("| list, newest first |", "| open an alert |", "| overview |")
                .containsPattern("First screen with an empty cache: [0-9,]+ bytes in [0-9]{2,} files");
    }
}
