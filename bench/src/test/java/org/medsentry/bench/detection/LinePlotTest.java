package org.medsentry.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class LinePlotTest {

    @Test
    void drawsWellFormedShapes() throws Exception {
        String svg = new LinePlot("title", "across", "up", 0, 10, 4)
                .band("band", 2, 3)
                .line("line", new double[] {0, 5, 10}, new double[] {0, Double.NaN, 4})
                .marks("marks", List.of(new double[] {5, 2}))
                .svg();

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(1);
        // what is missing is left out of the line, and its ends are the corners of the plot
        assertThat(svg).contains("points=\"60.0,312.0 590.0,34.0\"");
    }
}
