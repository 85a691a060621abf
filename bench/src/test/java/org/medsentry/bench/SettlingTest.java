package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SettlingTest {

    @Test
    void whatCameBeforeIsCountedApart() {
        RunClock.reset(0);
        read(3);

        Settling.settle(CorePinning.none());
        read(2);
        RunClock.finish();

        RunClock.Reading reading = RunClock.reading();
        assertThat(reading.recordsBefore()).isEqualTo(3);
        assertThat(reading.recordsIn()).isEqualTo(2);
        assertThat(reading.allRecordsIn()).isEqualTo(5);
    }

    @Test
    void waitsForWhatIsStillAtWork() throws Exception {
        RunClock.reset(0);
        AtomicBoolean worked = new AtomicBoolean();
        Thread work = new Thread(() -> {
            work();
            worked.set(true);
        });
        work.start();

        Settling.settle(CorePinning.none());

        assertThat(worked).isTrue();
        work.join();
    }

    @Test
    void whatComesAfterAllIsWorkedOffIsNotMeasured() {
        RunClock.reset(0);
        read(2);

        Settling.stopClock();
        work();
        RunClock.finish();

        assertThat(RunClock.reading().processorSeconds()).isLessThan(1);
    }

    /** A second of processor time. */
    private static void work() {
        long until = RunClock.processorNanos() + 1_000_000_000L;
        while (RunClock.processorNanos() < until) {
            Thread.onSpinWait();
        }
    }

    private static void read(int records) {
        for (int record = 0; record < records; record++) {
            RunClock.countIn();
        }
    }
}
