package org.medsentry.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medsentry.detectors.disproportionality.GammaPoissonShrinker;
import org.medsentry.detectors.disproportionality.IndependenceTests;
import org.medsentry.detectors.disproportionality.InformationComponent;
import org.medsentry.detectors.disproportionality.Interval;
import org.medsentry.detectors.disproportionality.PairCounts;
import org.medsentry.detectors.disproportionality.ReportingRatios;

/**
 * What conditions and texts may ask of a pair of product and reaction. A measure is computed when it is asked for: most pairs fail the
 * first, cheap question, and quantiles of gamma distributions cost some microseconds each.
 */
final class PairFigures {

    /** Who the pair is; null where only its counts are known. */
    record Names(String productCode, String productZh, String productEn, String reactionCode, String reactionTerm) {

        static final Names UNKNOWN = new Names(null, null, null, null, null);
    }

    /** The measures that are numbers and may be missing or infinite. */
    private enum Measure {
        EXPECTED("expected", figures -> figures.counts.expected()),
        PRR("prr", figures -> figures.prr().value()),
        PRR_LOWER("prrLower", figures -> figures.prr().lower()),
        PRR_UPPER("prrUpper", figures -> figures.prr().upper()),
        ROR("ror", figures -> figures.ror().value()),
        ROR_LOWER("rorLower", figures -> figures.ror().lower()),
        ROR_UPPER("rorUpper", figures -> figures.ror().upper()),
        CHI_SQUARE("chiSquare", figures -> IndependenceTests.chiSquare(figures.counts)),
        CHI_SQUARE_YATES("chiSquareYates", figures -> IndependenceTests.chiSquareYates(figures.counts)),
        IC("ic", figures -> figures.component().value()),
        IC_025("ic025", figures -> figures.component().lower()),
        IC_975("ic975", figures -> figures.component().upper()),
        EBGM("ebgm", figures -> figures.shrinker.geometricMean(figures.counts)),
        EB_05("eb05", figures -> figures.shrinker.lower(figures.counts));

        private final String key;
        private final ToDoubleFunction<PairFigures> value;

        Measure(String key, ToDoubleFunction<PairFigures> value) {
            this.key = key;
            this.value = value;
        }

        boolean needsPrior() {
            return this == EBGM || this == EB_05;
        }
    }

    private static final double NOT_ASKED = Double.NEGATIVE_INFINITY;

    private final PairCounts counts;
    private final Names names;
    private final GammaPoissonShrinker shrinker;
    private final double[] values = new double[Measure.values().length];
    private Interval component;

    /** @param shrinker null for a rule without a prior */
    PairFigures(PairCounts counts, Names names, GammaPoissonShrinker shrinker) {
        this.counts = counts;
        this.names = names;
        this.shrinker = shrinker;
        Arrays.fill(values, NOT_ASKED);
    }

    /** The names that expressions may use; those of the shrinker only where the rule gives its prior. */
    static Map<String, Typed> vocabulary(boolean hasPrior) {
        Map<String, Typed> vocabulary = new LinkedHashMap<>();
        vocabulary.put("n", count(figures -> figures.counts.together()));
        vocabulary.put("productReports", count(figures -> figures.counts.product()));
        vocabulary.put("reactionReports", count(figures -> figures.counts.reaction()));
        vocabulary.put("reports", count(figures -> figures.counts.reports()));
        for (Measure measure : Measure.values()) {
            if (hasPrior || !measure.needsPrior()) {
                vocabulary.put(measure.key, new Typed(frame -> of(frame).number(measure), ValueType.DOUBLE, 50));
            }
        }
        vocabulary.put("productCode", text(Names::productCode));
        vocabulary.put("productZh", text(Names::productZh));
        vocabulary.put("productEn", text(Names::productEn));
        vocabulary.put("reactionCode", text(Names::reactionCode));
        vocabulary.put("reactionTerm", text(Names::reactionTerm));
        return vocabulary;
    }

    private static Typed count(Function<PairFigures, Long> count) {
        return new Typed(frame -> count.apply(of(frame)), ValueType.INT, 1);
    }

    private static Typed text(Function<Names, String> name) {
        return new Typed(frame -> name.apply(of(frame).names), ValueType.STRING, 1);
    }

    private static PairFigures of(Frame frame) {
        return (PairFigures) frame.figures[0];
    }

    Names names() {
        return names;
    }

    /** Null where the measure does not exist, as the bounds of a ratio without a comparator. */
    private Double number(Measure measure) {
        double known = values[measure.ordinal()];
        if (known == NOT_ASKED) {
            known = measure.value.applyAsDouble(this);
            values[measure.ordinal()] = known;
        }
        return Double.isNaN(known) ? null : (Double) known;
    }

    private Interval prr() {
        return ReportingRatios.proportionalReportingRatio(counts);
    }

    private Interval ror() {
        return ReportingRatios.reportingOddsRatio(counts);
    }

    private Interval component() {
        if (component == null) {
            component = InformationComponent.shrunk(counts);
        }
        return component;
    }
}
