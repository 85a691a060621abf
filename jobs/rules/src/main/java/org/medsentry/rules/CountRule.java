package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;

/**
 * Counts, distinct counts and sums over a sliding window of stream time, held against a ladder of levels. It is judged when a
 * record arrives, for every window that holds the record.
 */
public final class CountRule extends KeyedRule {

    /** Where the figures of a window lie in a {@link Frame}; the measures follow. */
    static final int WITHIN = 0;

    static final int FIRST_EVENT_AT = 1;
    static final int LAST_EVENT_AT = 2;
    static final int ESTIMATED = 3;
    static final int GROUP = 4;
    static final int REGION_LEVEL = 5;
    static final int MEASURES = 6;

    private static final LocalisedText ESTIMATE = new LocalisedText(
            "记录过多，窗口内的数值为估计值。",
            "There are too many records to count one by one: the figures of the window are estimates.");

    private final Counter counter;
    private final List<Measure> measures;
    private final Rung[] ladder;
    private final int leastRecords;
    private final String shape;

    CountRule(Head head, Judgement judgement, Duration within, Counter counter, List<Measure> measures, String shape) {
        super(head, judgement, within);
        this.counter = counter;
        this.measures = List.copyOf(measures);
        this.ladder = judgement.levels().stream()
                .sorted(Comparator.comparing(Judgement.LevelCase::level).reversed())
                .map(rung -> Rung.of(rung, this.measures))
                .toArray(Rung[]::new);
        this.leastRecords =
                Arrays.stream(ladder).mapToInt(Rung::leastRecords).min().orElse(1);
        this.shape = shape;
    }

    /**
     * The figures of one window at one key.
     *
     * @param measures parallel to {@link #measures()}: {@code Long} for counts, {@code Double} or, for sums of whole numbers,
     *     {@code Long}; {@code Instant} or null for times
     * @param group the group that was counted, or null
     * @param estimated whether a distinct count comes from a sketch
     */
    public record Window(
            Object[] measures, Instant firstEventAt, Instant lastEventAt, String group, boolean estimated) {}

    @Override
    Watch watch() {
        return counter;
    }

    public List<Measure> measures() {
        return measures;
    }

    /** Whether it is counted for county, city, province and nation. */
    public boolean isRolledUp() {
        return counter.key().rollUp() != null;
    }

    /** Whether records are counted apart by groups. */
    public boolean isGrouped() {
        return counter.isGrouped();
    }

    /** A window of fewer records reaches no rung. */
    public int leastRecords() {
        return leastRecords;
    }

    /**
     * The highest rung that the window reaches, or null.
     *
     * @param captures of the record that is judged
     * @param region level of the key's region where the rule is rolled up, else null
     */
    public Level level(WindowFigures window, Captures captures, RegionLevel region) {
        Frame evaluated = null;
        for (Rung rung : ladder) {
            if (rung.isSimple()) {
                if (rung.isReached(window)) {
                    return rung.level();
                }
                continue;
            }
            if (evaluated == null) {
                evaluated = frame(captures, null, figures(window.window(), region));
            }
            if (rung.when().value(evaluated) == Boolean.TRUE) {
                return rung.level();
            }
        }
        return null;
    }

    /** What it has to say of a window that reaches a level. */
    public Firing fire(
            Window window, Level level, Hit deciding, RegionReference place, RegionLevel region, InForce state) {
        Frame evaluated = frame(deciding.captures(), place, figures(window, region));
        return firing(evaluated, level, window.estimated() ? ESTIMATE : null, deciding, state);
    }

    private Object[] figures(Window window, RegionLevel region) {
        Object[] figures = new Object[MEASURES + measures.size()];
        figures[WITHIN] = within();
        figures[FIRST_EVENT_AT] = window.firstEventAt();
        figures[LAST_EVENT_AT] = window.lastEventAt();
        figures[ESTIMATED] = window.estimated();
        figures[GROUP] = window.group();
        figures[REGION_LEVEL] = region;
        System.arraycopy(window.measures(), 0, figures, MEASURES, measures.size());
        return figures;
    }

    @Override
    String shapeText() {
        return shape;
    }
}
