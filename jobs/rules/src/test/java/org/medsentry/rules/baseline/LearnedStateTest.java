package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesState;

class LearnedStateTest {

    @Test
    void isTheSameWhenItIsUnpackedAndDayUponDaySmall() {
        SeriesState state = new SeriesState(400, 3);
        for (int day = 0; day < 1000; day++) {
            LocalDate start = LocalDate.EPOCH.plusDays(day);
            if (day % 50 == 7) {
                state.learn(Pane.notObserved(start));
            } else {
                state.learn(Pane.of(start, day % 11 == 0 ? day / 3.0 : day % 13 == 0 ? 1e7 : day % 120));
            }
            state.setSum(day % 3, day * Math.PI);
            assertThat(LearnedState.unpack(LearnedState.pack(state))).isEqualTo(state);
            assertThat(LearnedState.learned(LearnedState.pack(state))).isEqualTo(day + 1);
        }

        assertThat(LearnedState.pack(new SeriesState(1827, 0))).hasSizeLessThan(8);
        assertThat(LearnedState.pack(state)).hasSizeLessThan(800);
    }
}
