package org.medsentry.detectors.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.detectors.parity.ReferenceTable;

/**
 * The daily simulation of a reference folder, after Noufaily et al. 2019: 16 syndromic signals with weekdays and seasons, of each several
 * simulations of 7 years of 364 days, the last 49 weeks of which hold one outbreak.
 */
public final class SimulatedDays {

    public static final double DAYS_PER_YEAR = 364;
    public static final int SIGNALS = 16;

    private static final int DAYS = 2548;
    private static final int TESTED = 343;
    private static final LocalDate START = LocalDate.of(2001, 1, 1);

    private SimulatedDays() {}

    /** In order of signal and simulation. */
    public static List<WatchedSeries> read(Path referenceFolder) throws IOException {
        Path folder = referenceFolder.resolve("sim").resolve("daily16");
        List<WatchedSeries> series = new ArrayList<>();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            List<double[]> totals = columns(folder.resolve("totals_sig" + signal + ".csv.gz"));
            List<double[]> cases = columns(folder.resolve("outbreaks_sig" + signal + ".csv.gz"));
            for (int simulation = 0; simulation < totals.size(); simulation++) {
                series.add(series(signal, simulation + 1, totals.get(simulation), cases.get(simulation)));
            }
        }
        return series;
    }

    private static WatchedSeries series(int signal, int number, double[] counts, double[] cases) {
        boolean[] outbreak = new boolean[DAYS];
        int from = -1;
        int to = -1;
        for (int day = 0; day < DAYS; day++) {
            outbreak[day] = cases[day] > 0;
            if (outbreak[day] && day >= DAYS - TESTED) {
                from = from < 0 ? day : from;
                to = day;
            }
        }
        return new WatchedSeries(signal, number, START, 1, counts, outbreak, DAYS - TESTED, from, to);
    }

    private static List<double[]> columns(Path file) throws IOException {
        List<double[]> columns = new ArrayList<>();
        ReferenceTable.read(file, row -> {
            int day = row.whole("t") - 1;
            for (int column = 1; column < row.cells().size(); column++) {
                if (columns.size() < column) {
                    columns.add(new double[DAYS]);
                }
                columns.get(column - 1)[day] = Double.parseDouble(row.cells().get(column));
            }
        });
        return columns;
    }
}
