package org.medsentry.detectors;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.medsentry.detectors.cusum.Cusum;
import org.medsentry.detectors.cusum.Standardization;
import org.medsentry.detectors.ears.Ears;
import org.medsentry.detectors.ears.EarsC3;
import org.medsentry.detectors.ears.EarsSettings;
import org.medsentry.detectors.ewma.Ewma;
import org.medsentry.detectors.farrington.Farrington;
import org.medsentry.detectors.farrington.FarringtonFlexible;
import org.medsentry.detectors.farrington.FarringtonSettings;
import org.medsentry.detectors.historical.BayesianLimit;
import org.medsentry.detectors.historical.HistoricalWindow;
import org.medsentry.detectors.percentile.MovingPercentile;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** Prints what assessing and learning one pane costs, for sparse, medium and dense series; asserts nothing, to be run by hand. */
public final class TestingDetectorSpeed {

    private static final int PANES = 4096;
    private static final int SERIES = 200;
    private static final int ROUNDS = 6;

    private TestingDetectorSpeed() {}

    public static void main(String[] arguments) {
        Map<String, SeriesDetector> detectors = new LinkedHashMap<>();
        detectors.put("C1, 7 panes", Ears.c1(EarsSettings.of(7, 0.5, 3)));
        detectors.put("C2, 28 panes", Ears.c2(EarsSettings.of(28, 0.5, 3)));
        detectors.put("C3, 7 panes", new EarsC3(EarsSettings.of(7, 0.5, 2)));
        detectors.put("C3, 28 panes", new EarsC3(EarsSettings.of(28, 0.5, 2)));
        detectors.put("CUSUM, Rossi", new Cusum(Standardization.ROSSI, 100, 1.04, 2.26));
        detectors.put("EWMA", Ewma.essence());
        detectors.put("moving percentile, days", MovingPercentile.daily());
        detectors.put("Bayesian limit, system 3", new BayesianLimit(HistoricalWindow.system(3, 52), 0.05));
        detectors.put("Farrington 1996", Farrington.of(5, 3, 52, 0.01));
        detectors.put("Farrington flexible, 1996", new FarringtonFlexible(FarringtonSettings.original()));
        detectors.put("Farrington flexible, Noufaily", new FarringtonFlexible(FarringtonSettings.noufaily()));
        for (double mean : new double[] {0.3, 5, 200}) {
            Pane[] panes = panes(mean);
            detectors.forEach((name, detector) -> System.out.printf(
                    "%-30s mean %5.1f  state %5d B  %9.3f us a pane%n",
                    name, mean, bytes(detector.begin()), fastest(detector, panes)));
        }
    }

    private static int bytes(SeriesState state) {
        return state.counts().length * Float.BYTES + state.sums().length * Double.BYTES + Long.BYTES;
    }

    /** About Poisson. */
    private static Pane[] panes(double mean) {
        Random random = new Random(1);
        Pane[] panes = new Pane[PANES];
        for (int pane = 0; pane < PANES; pane++) {
            double root = Math.sqrt(mean) + random.nextGaussian() / 2;
            panes[pane] = Pane.of(LocalDate.of(2026, 1, 1), Math.floor(root * root + random.nextDouble() / 2));
        }
        return panes;
    }

    private static double fastest(SeriesDetector detector, Pane[] panes) {
        SeriesState[] states = new SeriesState[SERIES];
        for (int series = 0; series < SERIES; series++) {
            states[series] = detector.begin();
            int history = Math.max(states[series].counts().length, 200);
            for (int pane = 0; pane < history; pane++) {
                detector.learn(states[series], panes[(series * 31 + pane) % PANES]);
            }
        }
        double fastest = Double.POSITIVE_INFINITY;
        int alarms = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begin < 200_000_000) {
                for (int series = 0; series < SERIES; series++) {
                    Pane pane = panes[done++ * 7 % PANES];
                    alarms += detector.assess(states[series], pane).alarm() ? 1 : 0;
                    detector.learn(states[series], pane);
                }
            }
            fastest = Math.min(fastest, (System.nanoTime() - begin) / 1e3 / done);
        }
        if (alarms < 0) {
            throw new IllegalStateException("never: the alarms are counted so that the work is not optimised away");
        }
        return fastest;
    }
}
