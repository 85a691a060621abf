package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.medsentry.schemas.document.Level;
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

    private final Counter counter;
    private final List<Measure> measures;
    private final Judgement.LevelCase[] ladder;
    private final String shape;

    CountRule(Head head, Judgement judgement, Duration within, Counter counter, List<Measure> measures, String shape) {
        super(head, judgement, within);
        this.counter = counter;
        this.measures = List.copyOf(measures);
        this.ladder = judgement.levels().stream()
                .sorted(Comparator.comparing(Judgement.LevelCase::level).reversed())
                .toArray(Judgement.LevelCase[]::new);
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

    /**
     * The highest rung that the window reaches, or null.
     *
     * @param region level of the key's region where the rule is rolled up, else null
     */
    public Level level(Window window, Captures captures, RegionLevel region) {
        Frame evaluated = frame(captures, null, figures(window, region));
        for (Judgement.LevelCase rung : ladder) {
            if (rung.when().value(evaluated) == Boolean.TRUE) {
                return rung.level();
            }
        }
        return null;
    }

    /** What it has to say of a window that reaches a level. */
    public Firing fire(
            Window window, Level level, Hit deciding, RegionReference place, RegionLevel region, InForce state) {
        return firing(frame(deciding.captures(), place, figures(window, region)), level, deciding, state);
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
