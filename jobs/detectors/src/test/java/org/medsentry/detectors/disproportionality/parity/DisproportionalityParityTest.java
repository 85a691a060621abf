package org.medsentry.detectors.disproportionality.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.parity.TestingReference;

/** Only where somebody has the reference files beside the checkout; {@code MeasuresTest} has fixtures of its own. */
class DisproportionalityParityTest {

    @Test
    void everyColumnOfEveryTableIsMet() throws IOException {
        var rows = new DisproportionalityParity(TestingReference.folder("disprop")).compare();

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.met()).as(row.toString()).isTrue());
    }

    @Test
    void ourPriorsExplainTheTablesAtLeastAsWell() throws IOException {
        var rows = new DisproportionalityParity(TestingReference.folder("disprop")).fits();

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.met()).as(row.toString()).isTrue());
    }
}
