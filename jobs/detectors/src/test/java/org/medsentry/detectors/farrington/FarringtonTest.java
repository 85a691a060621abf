package org.medsentry.detectors.farrington;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;

/** Flat histories, for which the model is the mean and all bounds can be worked out by hand. */
class FarringtonTest {

    private static final double NOT_OBSERVED = Double.NaN;
    private static final double Z99 = 2.3263478740408408;
    private static final double Z975 = 1.959963984540054;
    private static final int HISTORY = 5 * 52 + 3;

    private static TestingSeries flat(FarringtonSettings settings) {
        return new TestingSeries(new FarringtonFlexible(settings)).learnTimes(HISTORY, 4);
    }

    /** Of the power 2/3 about a mean of 4. */
    private static double deviation(double tau) {
        return Math.sqrt(4.0 / 9 * Math.cbrt(4) * tau);
    }

    private static double upper(double quantile, double tau) {
        return Math.pow(Math.pow(4, 2.0 / 3) + quantile * deviation(tau), 1.5);
    }

    @Test
    void boundsOfTheOriginalMethodAreThoseOfTheTwoThirdsPower() {
        // without any spread surveillance has no error of the mean, Pearson's dispersion has none either
        Assessment assessment = flat(FarringtonSettings.original()).assess(10);

        assertThat(assessment.expected()).isCloseTo(4, within(1e-9));
        assertThat(assessment.upperBound()).isCloseTo(upper(Z99, 1), within(1e-6));
        assertThat(assessment.score()).isCloseTo(6 / (upper(Z99, 1) - 4), within(1e-6));
        assertThat(assessment.alarm()).isTrue();
    }

    @Test
    void theFirstMethodHasATwoSidedBoundAndDispersionOfAtLeastOne() {
        TestingSeries series = new TestingSeries(Farrington.of(2, 3, 52, 0.05)).learnTimes(2 * 52 + 3, 4);

        // 14 panes of mean 4: the variance of the mean is 4/14, a fourteenth of the mean
        double upper = upper(Z975, 1 + 1.0 / 14);
        Assessment assessment = series.assess(10);
        assertThat(assessment.upperBound()).isCloseTo(upper, within(1e-6));
        assertThat(assessment.score()).isCloseTo(6 / (upper - 4), within(1e-6));
    }

    @Test
    void theNegativeBinomialBoundIsPoissonWithoutOverdispersion() {
        // probability of at most 8 is 0.979, of at most 9 is 0.992
        Assessment assessment = flat(FarringtonSettings.noufaily()).assess(10);

        assertThat(assessment.upperBound()).isEqualTo(9);
        assertThat(assessment.pValue()).isCloseTo(0.008132, within(1e-6));
        assertThat(assessment.score()).isCloseTo((10 - Math.log(4)) / (9 - Math.log(4)), within(1e-9));
        assertThat(assessment.alarm()).isTrue();
        assertThat(flat(FarringtonSettings.noufaily()).assess(9).alarm()).isFalse();
    }

    @Test
    void thePublishedScoreIsTheExceedanceOfTheCount() {
        FarringtonSettings published = FarringtonSettings.noufaily().withReading(Reading.PUBLISHED);

        assertThat(flat(published).assess(10).score()).isCloseTo(6.0 / 5, within(1e-9));
    }

    @Test
    void errorsAreByPearsonOrAsInSurveillance() {
        FarringtonSettings settings = FarringtonSettings.original().withTrendBelow(0);
        TestingSeries surveillance = new TestingSeries(new FarringtonFlexible(settings));
        TestingSeries published = new TestingSeries(new FarringtonFlexible(settings.withReading(Reading.PUBLISHED)));
        for (int ago = HISTORY; ago > 0; ago--) {
            surveillance.learn(ago % 2 == 1 ? 3 : 5);
            published.learn(ago % 2 == 1 ? 3 : 5);
        }

        // 20 times 3 and 15 times 5: mean 27/7, squares 20 (6/7)^2 + 15 (8/7)^2, 34 degrees of freedom
        double mean = 27.0 / 7;
        double squares = (20 * 36 + 15 * 64) / 49.0 / 34;
        assertThat(published.assess(4).upperBound()).isCloseTo(upperOf35(mean, squares / mean), within(1e-5));
        assertThat(surveillance.assess(4).upperBound()).isCloseTo(upperOf35(mean, squares / mean / mean), within(1e-5));
    }

    /** Of the power 2/3 with dispersion 1, for a mean of 35 panes with errors of the given dispersion. */
    private static double upperOf35(double mean, double errors) {
        double deviation = Math.sqrt(4.0 / 9 * Math.cbrt(mean) * (1 + errors / 35));
        return Math.pow(Math.pow(mean, 2.0 / 3) + Z99 * deviation, 1.5);
    }

    @Test
    void theUpperMeanRaisesTheBound() {
        FarringtonSettings upperMean = FarringtonSettings.noufaily()
                .withThreshold(ThresholdMethod.NEGATIVE_BINOMIAL_OF_UPPER_MEAN)
                .withReading(Reading.PUBLISHED);
        TestingSeries series = new TestingSeries(new FarringtonFlexible(upperMean));
        TestingSeries plugIn = new TestingSeries(new FarringtonFlexible(FarringtonSettings.noufaily()));
        for (int pane = 0; pane < HISTORY; pane++) {
            series.learn(pane % 3 * 10);
            plugIn.learn(pane % 3 * 10);
        }

        assertThat(series.assess(10).upperBound())
                .isGreaterThan(plugIn.assess(10).upperBound());
    }

    @Test
    void fewCasesLatelyAreNoAlarm() {
        TestingSeries series = flat(FarringtonSettings.noufaily()).learn(0, 0, 0);

        // 4 cases in four weeks
        assertThat(series.assess(4).upperBound()).isNaN();
        TestingSeries zeros =
                new TestingSeries(new FarringtonFlexible(FarringtonSettings.original())).learnTimes(HISTORY, 0);
        assertThat(zeros.assess(4).alarm()).isFalse();
        assertThat(zeros.assess(5).alarm()).isTrue();
        assertThat(zeros.learn(9, 2, NOT_OBSERVED, 1).assess(1).upperBound()).isNaN();
        assertThat(zeros.assess(2).upperBound()).isPositive();
    }

    @Test
    void aPastOutbreakWeighsLittle() {
        TestingSeries calm = flat(FarringtonSettings.original());
        TestingSeries outbreak = new TestingSeries(new FarringtonFlexible(FarringtonSettings.original()))
                .learnTimes(52 * 2, 4)
                .learn(60, 60)
                .learnTimes(HISTORY - 52 * 2 - 2, 4);

        // unweighted the mean would be above 7
        assertThat(outbreak.assess(4).expected()).isBetween(4.0, 4.7);
        assertThat(calm.assess(4).expected()).isCloseTo(4, within(1e-6));
    }

    @Test
    void aSteadyGrowthIsATrend() {
        TestingSeries series = new TestingSeries(new FarringtonFlexible(FarringtonSettings.noufaily()));
        for (int pane = 0; pane < HISTORY; pane++) {
            series.learn(Math.round(20 * Math.exp(0.002 * pane)));
        }
        FarringtonFlexible detector = new FarringtonFlexible(FarringtonSettings.noufaily());

        // what the trend leads to is above all weeks counted up to half a year ago: then it is left out
        FarringtonJudgement judgement = detector.judge(series.state(), series.pane(34));
        assertThat(judgement.trend()).isNaN();
        TestingSeries falling = new TestingSeries(detector);
        for (int pane = 0; pane < HISTORY; pane++) {
            falling.learn(Math.round(200 * Math.exp(-0.002 * pane)));
        }
        FarringtonJudgement kept = detector.judge(falling.state(), falling.pane(118));
        assertThat(kept.trend()).isCloseTo(-0.002, within(1e-4));
        assertThat(kept.expected()).isCloseTo(200 * Math.exp(-0.002 * HISTORY), within(1.0));
    }

    @Test
    void whatWasNotObservedIsNoZero() {
        TestingSeries series = new TestingSeries(new FarringtonFlexible(FarringtonSettings.noufaily()));
        for (int pane = 0; pane < HISTORY; pane++) {
            series.learn(pane % 4 == 0 ? NOT_OBSERVED : 4);
        }

        assertThat(series.assess(4).expected()).isCloseTo(4, within(1e-9));
        assertThat(series.assess(NOT_OBSERVED)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void aSeriesThatIsYoungOrMostlyNotObservedIsNotJudged() {
        TestingSeries young =
                new TestingSeries(new FarringtonFlexible(FarringtonSettings.noufaily())).learnTimes(HISTORY - 1, 4);
        assertThat(young.assess(40)).isEqualTo(Assessment.NOT_JUDGED);
        TestingSeries silent = new TestingSeries(new FarringtonFlexible(FarringtonSettings.noufaily()))
                .learnTimes(HISTORY / 2 + 10, NOT_OBSERVED)
                .learnTimes(HISTORY / 2, 4);
        assertThat(silent.assess(40)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void theYearIsCutIntoTheSeasonAndNineOtherParts() {
        ReferencePanes panes = ReferencePanes.of(FarringtonSettings.noufaily().period());

        assertThat(panes.oldest()).isEqualTo(HISTORY);
        // the newest 26 weeks and the current one are left out
        assertThat(panes.panesAgo()).hasSize(HISTORY - 26).doesNotContain(26).contains(27);
        int[] sizes = new int[10];
        for (int row = 0; row < panes.groupOf().length; row++) {
            int ago = panes.panesAgo()[row];
            if (ago > 52 + 3) {
                sizes[panes.groupOf()[row]]++;
            }
            assertThat(panes.groupOf()[row] == 9).isEqualTo((ago + 3) % 52 <= 6);
        }
        assertThat(sizes).containsExactly(20, 20, 20, 20, 20, 20, 20, 20, 20, 28);
    }

    @Test
    void whatCannotBeSharedEvenlyGoesToTheFirstParts() {
        ReferencePanes panes = ReferencePanes.of(new ReferencePeriod(1, 0, 10, 5, 0));

        assertThat(panes.panesAgo()).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(panes.groupOf()).containsExactly(4, 0, 0, 0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void settingsNameWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FarringtonSettings.noufaily().withBaseline(0, 3, 52))
                .withMessageContaining("yearsBack is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FarringtonSettings.noufaily().withPeriods(60, 26))
                .withMessageContaining("periods are 60");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FarringtonSettings.noufaily().withAlpha(0))
                .withMessageContaining("alpha 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Farrington.of(5, 30, 52, 0.05))
                .withMessageContaining("halfWindow 30");
    }
}
