package org.medsentry.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsChineseAndFigures() {
        TextTable table = new TextTable("NAME", ">COUNT", "NOTE");
        table.row("药哨", 1234, null);
        table.row("medicine", 5L, "x");
        StringWriter out = new StringWriter();

        table.print(new PrintWriter(out));

        assertThat(out.toString()).isEqualTo("""
                        NAME      COUNT  NOTE
                        药哨      1,234  -
                        medicine      5  x
                        """);
    }
}
