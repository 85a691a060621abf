package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.catalogue.PaneLength;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.schemas.document.SeriesPoint;

class PaneHistoryTest {

    private static final PaneCalendar CALENDAR = new PaneCalendar(PaneLength.DAY, ZoneOffset.UTC);
    private static final long FIRST = 20_500;

    private static JudgedPane pane(long day, double count) {
        return new JudgedPane(
                FIRST + day, count, Assessment.of(count / 2, count * 2, 0.1, 0.5, false), true, List.of(), null);
    }

    private static PaneHistory days(int count) {
        PaneHistory history = PaneHistory.NONE;
        for (int day = 0; day < count; day++) {
            history = history.with(pane(day, day));
        }
        return history;
    }

    private static List<Double> counts(PaneHistory history, long last) {
        return history.until(FIRST + last, CALENDAR).stream()
                .map(SeriesPoint::observed)
                .toList();
    }

    @Test
    void theNewestStayAndWhatIsToldEndsWithThePaneAskedFor() {
        PaneHistory history = days(PaneHistory.MOST + 5);

        assertThat(counts(history, 1000))
                .hasSize(PaneHistory.MOST)
                .startsWith(5d, 6d)
                .endsWith(39d);
        assertThat(counts(history, 7)).containsExactly(5d, 6d, 7d);
        assertThat(history.with(pane(0, 99))).as("older than all that are kept").isSameAs(history);
    }

    @Test
    void aPaneThatIsJudgedAgainIsReplacedAndAMissingOneComesToItsPlace() {
        PaneHistory history = days(3).with(pane(5, 5));

        assertThat(counts(history.with(pane(1, 7)), 9)).containsExactly(0d, 7d, 2d, 5d);
        assertThat(counts(history.with(pane(4, 4)), 9)).containsExactly(0d, 1d, 2d, 4d, 5d);
        assertThat(counts(history, 9)).as("it is never changed itself").containsExactly(0d, 1d, 2d, 5d);
        assertThat(counts(days(PaneHistory.MOST).with(pane(50, 50)).with(pane(40, 40)), 99))
                .startsWith(2d)
                .endsWith(34d, 40d, 50d);
    }

    @Test
    void figuresComeBackAsTheyWereWritten() throws IOException {
        PaneHistory history =
                days(4).with(new JudgedPane(FIRST + 4, 2.1, Assessment.NOT_JUDGED, true, List.of(), null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));

        PaneHistory read = PaneHistory.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(read.until(FIRST + 9, CALENDAR))
                .isEqualTo(history.until(FIRST + 9, CALENDAR))
                .last()
                .isEqualTo(new SeriesPoint(CALENDAR.startOf(FIRST + 4), 2.1, null, null));
    }
}
