package org.medsentry.rules;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.rules.baseline.JudgedPane;
import org.medsentry.rules.baseline.PaneCalendar;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RegionReference;

/**
 * What is counted a day or a week at a key, held by a detector against what the series lets expect. It is judged once a pane is over,
 * and again when late records change it.
 */
public final class BaselineRule extends KeyedRule {

    static final int OBSERVED = 0;
    static final int EXPECTED = 1;
    static final int UPPER_BOUND = 2;
    static final int SCORE = 3;
    static final int P_VALUE = 4;
    static final int ALARM = 5;
    static final int FROM = 6;
    static final int UNTIL = 7;
    static final int COMPLETE = 8;
    static final int SUBJECT_ZH = 9;
    static final int SUBJECT_EN = 10;
    static final int FIGURES = 11;

    private final Counter counter;
    private final SeriesDetector detector;
    private final Settings settings;
    private final String shape;

    /**
     * What a series is made of.
     *
     * @param calendar where panes begin and end
     * @param measure what of the records of a pane is its count
     * @param least a pane of a lower count raises nothing
     * @param corrections how long after its end a pane can be changed by a follow-up or a withdrawal of what it counted
     */
    public record Settings(PaneCalendar calendar, Measure.Kind measure, int least, Duration corrections) {}

    BaselineRule(
            Head head, Judgement judgement, Counter counter, SeriesDetector detector, Settings settings, String shape) {
        super(
                head,
                highestFirst(judgement),
                Duration.ofDays(settings.calendar().length().days()));
        this.counter = counter;
        this.detector = detector;
        this.settings = settings;
        this.shape = shape;
    }

    private static Judgement highestFirst(Judgement judgement) {
        List<Judgement.LevelCase> levels = judgement.levels().stream()
                .sorted(Comparator.comparing(Judgement.LevelCase::level).reversed())
                .toList();
        return new Judgement(
                judgement.topic(),
                null,
                levels,
                judgement.raisesAlert(),
                judgement.title(),
                judgement.explanation(),
                judgement.figures());
    }

    @Override
    Watch watch() {
        return counter;
    }

    public SeriesDetector detector() {
        return detector;
    }

    public Settings settings() {
        return settings;
    }

    /**
     * What it has to say of a pane, or null.
     *
     * @param newest what the newest record of the pane meant
     */
    public Firing judge(JudgedPane pane, Hit newest, RegionReference place, InForce state) {
        if (!pane.assessment().judged() || pane.count() < settings.least()) {
            return null;
        }
        Object[] figures = new Object[FIGURES];
        figures[OBSERVED] = pane.count();
        figures[EXPECTED] = known(pane.assessment().expected());
        figures[UPPER_BOUND] = known(pane.assessment().upperBound());
        figures[SCORE] = known(pane.assessment().score());
        figures[P_VALUE] = known(pane.assessment().pValue());
        figures[ALARM] = pane.assessment().alarm();
        figures[FROM] = settings.calendar().startOf(pane.start());
        figures[UNTIL] = settings.calendar().endOf(pane.start());
        figures[COMPLETE] = pane.complete();
        Hit series = SeriesSubject.of(newest);
        figures[SUBJECT_ZH] = SeriesSubject.named(series, Language.ZH);
        figures[SUBJECT_EN] = SeriesSubject.named(series, Language.EN);
        Frame evaluated = frame(newest.captures(), place, figures);
        Level level = judgement().firstLevel(evaluated);
        return level == null ? null : firing(evaluated, level, series, state);
    }

    /** What a method does not give is missing. */
    private static Double known(double figure) {
        return Double.isNaN(figure) ? null : (Double) figure;
    }

    @Override
    String shapeText() {
        return shape;
    }
}
