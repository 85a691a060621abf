package org.medsentry.detectors.surge;

import java.time.LocalDate;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.surge.Accumulation.Memory;

/**
 * The detector of the surge rules, chosen by the evidence of docs/detection-quality.md. It expects what a log-linear regression on all of a
 * series' history expects ({@link SeasonalRegression}), turns each count into a normal score of its predictive distribution
 * ({@link NormalScore}), and adds up the scores of the newest panes as long as an outbreak lasts ({@link Accumulation}). The score has the
 * same meaning whether a series counts one a month or a thousand a day, so one threshold serves all.
 *
 * <p>A young series is judged from {@link #panesNeeded()} observed panes on, by its level (and weekdays) alone until it has a year;
 * from then on by trend and season too. A pane that was not observed is left out, of the baseline and of the evidence. A pane that
 * counted nothing never alarms, whatever the panes before said.
 */
public final class SurgeDetector implements SeriesDetector {

    private static final int COLD_STEPS = 12;
    private static final int YOUNG_STEPS = 3;
    private static final double LEAST_EXPECTED = 1e-4;

    private static final int DISPERSION = 0;
    private static final int OBSERVED = 1;
    private static final int REFITTED_AGO = 2;
    private static final int FIRST_MEMORY = 3;
    private static final int SECOND_MEMORY = 4;
    private static final int COEFFICIENTS = 5;

    private final Calendar calendar;
    private final Accumulation accumulation;
    private final int panesKept;
    private final int panesNeeded;
    private final int refitEvery;
    private final double alarmBelow;
    private final double combinedNeeded;

    private SurgeDetector(
            Calendar calendar,
            Accumulation accumulation,
            int panesKept,
            int panesNeeded,
            int refitEvery,
            double alarmBelow) {
        if (!(alarmBelow > 0 && alarmBelow < 0.5)) {
            throw new IllegalArgumentException(
                    "alarms below a p-value of " + alarmBelow + ", it has to lie between 0 and 0.5");
        }
        this.calendar = calendar;
        this.accumulation = accumulation;
        this.panesKept = panesKept;
        this.panesNeeded = panesNeeded;
        this.refitEvery = refitEvery;
        this.alarmBelow = alarmBelow;
        this.combinedNeeded = accumulation.combinedAt(alarmBelow);
    }

    /** The default for weekly panes; about one quiet week in a hundred alarms. */
    public static SurgeDetector weekly() {
        return weekly(0.01);
    }

    /** The default for daily panes; one to two quiet days in a hundred alarm, for a season is never quite as the model has it. */
    public static SurgeDetector daily() {
        return daily(0.001);
    }

    /** For weekly panes: 12 years of history, refitted each week. @param alarmBelow p-value below which it alarms */
    public static SurgeDetector weekly(double alarmBelow) {
        return weekly(alarmBelow, Calendar.GREGORIAN);
    }

    /** The same for a calendar whose years have another length, as those of simulations. */
    public static SurgeDetector weekly(double alarmBelow, double daysPerYear) {
        return new SurgeDetector(new Calendar(7, 2, daysPerYear), new CarriedScore(0.6, 1.5), 624, 12, 1, alarmBelow);
    }

    /** For daily panes: 5 years of history, refitted once a week. @param alarmBelow p-value below which it alarms */
    public static SurgeDetector daily(double alarmBelow) {
        return daily(alarmBelow, Calendar.GREGORIAN);
    }

    /** The same for a calendar whose years have another length, as those of simulations. */
    public static SurgeDetector daily(double alarmBelow, double daysPerYear) {
        return new SurgeDetector(new Calendar(1, 3, daysPerYear), new DiscountedScore(0.8), 1827, 28, 7, alarmBelow);
    }

    /** The same, but judging younger series: by fewer panes their level is known less well, and alarms need more. */
    public SurgeDetector judgingFrom(int observedPanes) {
        if (observedPanes < 2) {
            throw new IllegalArgumentException("a series of " + observedPanes + " panes cannot be judged");
        }
        return new SurgeDetector(calendar, accumulation, panesKept, observedPanes, refitEvery, alarmBelow);
    }

    /** How many observed panes a series has to have before it is judged. */
    public int panesNeeded() {
        return panesNeeded;
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(panesKept, COEFFICIENTS + calendar.columns() + refitEvery);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.sum(OBSERVED) < panesNeeded) {
            return Assessment.NOT_JUDGED;
        }
        Prediction prediction = predict(before, pane.start());
        Memory memory = memory(before);
        double score = NormalScore.of(pane.count(), prediction.mean(), prediction.dispersion());
        double combined = accumulation.combined(memory, score, prediction.deviation());
        if (pane.count() == 0) {
            combined = Math.min(0, combined);
        }
        double needed = accumulation.scoreNeeded(memory, prediction.deviation(), combinedNeeded);
        double bound = NormalScore.countAt(
                Math.min(needed, NormalScore.LIMIT - 1), prediction.mean(), prediction.dispersion());
        double pValue = accumulation.pValue(combined);
        return Assessment.of(prediction.mean(), bound, combined, pValue, pane.count() > 0 && pValue < alarmBelow);
    }

    @Override
    public void learn(SeriesState state, Pane pane) {
        takeEvidence(state, pane);
        state.learn(pane);
        if (pane.observed()) {
            state.setSum(OBSERVED, state.sum(OBSERVED) + 1);
        }
        double ago = state.sum(REFITTED_AGO) + 1;
        state.setSum(REFITTED_AGO, ago);
        boolean first = state.sum(DISPERSION) == 0 && state.sum(OBSERVED) >= panesNeeded;
        if (first || state.sum(DISPERSION) > 0 && ago >= refitEvery) {
            refit(state, pane.start(), first);
        }
    }

    private void takeEvidence(SeriesState state, Pane pane) {
        Memory memory = memory(state);
        Memory after;
        if (pane.observed() && state.sum(DISPERSION) > 0) {
            Prediction prediction = predict(state, pane.start());
            double score = NormalScore.of(pane.count(), prediction.mean(), prediction.dispersion());
            after = accumulation.after(memory, score, prediction.deviation());
        } else {
            after = accumulation.afterGap(memory);
        }
        state.setSum(FIRST_MEMORY, after.first());
        state.setSum(SECOND_MEMORY, after.second());
    }

    private void refit(SeriesState state, LocalDate newest, boolean first) {
        double[] coefficients = new double[calendar.columns()];
        if (first) {
            coefficients[0] = Math.log(mean(state) + 0.05);
            state.setSum(DISPERSION, 1);
        } else {
            System.arraycopy(state.sums(), COEFFICIENTS, coefficients, 0, coefficients.length);
            coefficients[0] += coefficients[1] * state.sum(REFITTED_AGO) / calendar.panesPerYear();
        }
        SeasonalRegression regression = new SeasonalRegression(calendar);
        int steps = first ? COLD_STEPS : state.known() < 2 * calendar.panesPerYear() ? YOUNG_STEPS : 1;
        double dispersion = regression.fit(state, newest, coefficients, state.sum(DISPERSION), steps);
        state.setSum(DISPERSION, dispersion);
        state.setSum(REFITTED_AGO, 0);
        System.arraycopy(coefficients, 0, state.sums(), COEFFICIENTS, coefficients.length);
        for (int ahead = 1; ahead <= refitEvery; ahead++) {
            state.setSum(COEFFICIENTS + coefficients.length + ahead - 1, regression.variance(newest, ahead));
        }
    }

    private Prediction predict(SeriesState state, LocalDate start) {
        int ahead = (int) state.sum(REFITTED_AGO) + 1;
        CalendarWalk walk = new CalendarWalk(calendar);
        walk.startAt(start.minusDays((long) ahead * calendar.daysPerPane()), ahead);
        double mean = Math.max(LEAST_EXPECTED, walk.expected(state.sums(), COEFFICIENTS));
        double variance = state.sum(COEFFICIENTS + calendar.columns() + ahead - 1);
        return new Prediction(mean, state.sum(DISPERSION) + mean * variance);
    }

    private static double mean(SeriesState state) {
        double sum = 0;
        int observed = 0;
        for (int ago = 1; ago <= state.known(); ago++) {
            if (!Float.isNaN(state.count(ago))) {
                sum += state.count(ago);
                observed++;
            }
        }
        return sum / observed;
    }

    private static Memory memory(SeriesState state) {
        return new Memory(state.sum(FIRST_MEMORY), state.sum(SECOND_MEMORY));
    }

    /** @param dispersion variance over mean, that of the coefficients included */
    private record Prediction(double mean, double dispersion) {
        double deviation() {
            return Math.sqrt(mean * dispersion);
        }
    }
}
