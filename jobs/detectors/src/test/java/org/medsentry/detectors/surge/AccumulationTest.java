package org.medsentry.detectors.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.surge.Accumulation.Memory;

class AccumulationTest {

    @Test
    void carriesAShareOfAHighScoreButNotOfALowOne() {
        CarriedScore carried = new CarriedScore(0.5, 2);
        assertThat(carried.combined(carried.after(Memory.NONE, 1.5, 1), 2, 1)).isEqualTo(2.75);
        assertThat(carried.combined(carried.after(Memory.NONE, 9, 1), 2, 1)).isEqualTo(3);
        assertThat(carried.combined(carried.after(Memory.NONE, -3, 1), 2, 1)).isEqualTo(2);
        assertThat(carried.combined(carried.afterGap(new Memory(1.5, 0)), 2, 1)).isEqualTo(2);
    }

    @Test
    void discountsWhatPanesBeforeSaid() {
        DiscountedScore discounted = new DiscountedScore(0.8);
        Memory memory = discounted.after(Memory.NONE, 1, 2);
        // (0.8 x 2 x 1 + 3 x 2) / sqrt(0.64 x 4 + 9)
        assertThat(discounted.combined(memory, 2, 3)).isCloseTo(7.6 / Math.sqrt(11.56), within(1e-12));
        assertThat(discounted.combined(Memory.NONE, 2, 3)).isCloseTo(2, within(1e-12));
    }

    @Test
    void aPaneThatSaysLittleChangesLittle() {
        DiscountedScore discounted = new DiscountedScore(0.8);
        Memory memory = discounted.after(Memory.NONE, 4, 10);
        assertThat(discounted.combined(memory, 0, 0.01)).isCloseTo(4, within(0.001));
    }

    @Test
    void givesThePValueThatChanceGives() {
        for (Accumulation accumulation : new Accumulation[] {new CarriedScore(0.6, 2), new DiscountedScore(0.8)}) {
            Random random = new Random(7);
            int above = 0;
            Memory memory = Memory.NONE;
            double threshold = accumulation.combinedAt(0.02);
            for (int pane = 0; pane < 400_000; pane++) {
                double score = random.nextGaussian();
                double deviation = 1 + pane % 3;
                above += accumulation.combined(memory, score, deviation) > threshold ? 1 : 0;
                memory = accumulation.after(memory, score, deviation);
            }
            assertThat(above / 400_000.0).isCloseTo(0.02, within(0.001));
        }
    }

    @Test
    void knowsTheScoreThatReachesAThreshold() {
        for (Accumulation accumulation : new Accumulation[] {new CarriedScore(0.6, 2), new DiscountedScore(0.8)}) {
            Memory memory = accumulation.after(accumulation.after(Memory.NONE, 0.4, 3), 1.2, 2);
            double needed = accumulation.scoreNeeded(memory, 2.5, accumulation.combinedAt(1e-4));
            assertThat(accumulation.pValue(accumulation.combined(memory, needed, 2.5)))
                    .isCloseTo(1e-4, within(1e-9));
        }
    }
}
