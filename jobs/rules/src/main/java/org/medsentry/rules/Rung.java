package org.medsentry.rules;

import java.util.List;
import org.medsentry.rules.Measure.Kind;
import org.medsentry.schemas.document.Level;

/**
 * A level of a count rule and when it is reached.
 *
 * @param thresholds one of which is enough, or null where the condition says more than that
 * @param leastRecords a window of fewer records does not reach it
 */
record Rung(Level level, Node when, Threshold[] thresholds, int leastRecords) {

    static Rung of(Judgement.LevelCase rung, List<Measure> measures) {
        List<Node> terms = rung.when() instanceof Logic.Either either ? either.terms() : List.of(rung.when());
        if (!terms.stream().allMatch(term -> isOfMeasure(term))) {
            return new Rung(rung.level(), rung.when(), null, 1);
        }
        Threshold[] thresholds = terms.toArray(Threshold[]::new);
        double least = Double.MAX_VALUE;
        for (Threshold threshold : thresholds) {
            least = Math.min(least, leastRecords(threshold, measures));
        }
        return new Rung(rung.level(), rung.when(), thresholds, (int) Math.max(1, Math.min(least, Integer.MAX_VALUE)));
    }

    private static boolean isOfMeasure(Node term) {
        return term instanceof Threshold threshold && threshold.index() >= CountRule.MEASURES;
    }

    private static double leastRecords(Threshold threshold, List<Measure> measures) {
        Kind kind = measures.get(threshold.index() - CountRule.MEASURES).kind();
        return kind == Kind.COUNT || kind == Kind.DISTINCT ? threshold.leastWhole() : 1;
    }

    boolean isSimple() {
        return thresholds != null;
    }

    boolean isReached(WindowFigures window) {
        for (Threshold threshold : thresholds) {
            if (threshold.isReached(window.number(threshold.index() - CountRule.MEASURES))) {
                return true;
            }
        }
        return false;
    }
}
