package org.medsentry.detectors.parity;

import java.util.EnumMap;
import java.util.Map;
import org.medsentry.detectors.farrington.FarringtonJudgement;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** A detector, with all it can say of a pane. */
record Judge(SeriesDetector detector, Voice voice) {

    /** Asks a detector; null where it does not judge. */
    interface Voice {
        Map<Quantity, Double> judge(SeriesState before, Pane pane);
    }

    interface FarringtonVoice {
        FarringtonJudgement judge(SeriesState before, Pane pane);
    }

    static Judge of(SeriesDetector detector) {
        return new Judge(detector, (before, pane) -> {
            Assessment assessment = detector.assess(before, pane);
            return assessment.judged() ? values(assessment) : null;
        });
    }

    static Judge of(SeriesDetector detector, FarringtonVoice farrington) {
        return new Judge(detector, (before, pane) -> {
            FarringtonJudgement judgement = farrington.judge(before, pane);
            if (judgement == null) {
                return null;
            }
            Map<Quantity, Double> values = values(judgement.assessment());
            values.put(Quantity.DISPERSION, judgement.dispersion());
            values.put(Quantity.TREND, judgement.trend());
            return values;
        });
    }

    /** As algo.farrington, which says only whether there is a trend. */
    static Judge ofFirst(SeriesDetector detector, FarringtonVoice farrington) {
        Judge judge = of(detector, farrington);
        return new Judge(detector, (before, pane) -> {
            Map<Quantity, Double> values = judge.voice().judge(before, pane);
            if (values != null) {
                values.computeIfPresent(Quantity.TREND, (quantity, trend) -> Double.isNaN(trend) ? 0.0 : 1.0);
            }
            return values;
        });
    }

    private static Map<Quantity, Double> values(Assessment assessment) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.ALARM, assessment.alarm() ? 1.0 : 0.0);
        values.put(Quantity.UPPER_BOUND, assessment.upperBound());
        values.put(Quantity.SCORE, assessment.score());
        values.put(Quantity.P_VALUE, assessment.pValue());
        values.put(Quantity.EXPECTED, assessment.expected());
        return values;
    }
}
