package org.medsentry.rules;

import java.time.Duration;
import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RegionReference;

/** A value far from the running median of its key. */
public final class OutlierRule extends KeyedRule {

    static final int VALUE = 0;
    static final int MEDIAN = 1;
    static final int DEVIATION = 2;
    static final int Z = 3;
    static final int OBSERVATIONS = 4;
    static final int FIGURES = 5;

    private final Observation observation;
    private final int least;
    private final int memory;

    /**
     * @param least observations without which nothing is usual
     * @param memory how many of the newest observations the median is taken of
     */
    OutlierRule(Head head, Judgement judgement, Observation observation, int least, int memory) {
        super(head, judgement, Duration.ZERO);
        this.observation = observation;
        this.least = least;
        this.memory = memory;
    }

    /** A record with a value to be held against the usual ones. */
    static final class Observation extends Watch {

        private final Node when;
        private final Node value;

        /** @param when null where every record of the stream counts */
        Observation(String id, Each each, RuleKey key, List<Capture> captures, Node when, Node value) {
            super(id, each, key, captures);
            this.when = when;
            this.value = value;
        }

        @Override
        Content content(Frame frame) {
            if (when != null && when.value(frame) != Boolean.TRUE) {
                return null;
            }
            return value.value(frame) instanceof Number number
                    ? new Content(1, new Object[] {number.doubleValue()}, null)
                    : null;
        }
    }

    /**
     * What is usual at a key.
     *
     * @param deviation median absolute deviation from the median
     */
    public record Usual(double median, double deviation, int observations) {

        /** Makes the deviation of normally distributed values their standard deviation. */
        private static final double CONSISTENCY = 1.4826;

        /** Robust z score; infinite where no value deviates. */
        double z(double value) {
            return value == median ? 0 : (value - median) / (CONSISTENCY * deviation);
        }
    }

    @Override
    Watch watch() {
        return observation;
    }

    public int least() {
        return least;
    }

    public int memory() {
        return memory;
    }

    /** What it has to say of an observation, or null. */
    public Firing judge(Hit hit, Usual usual, RegionReference place, InForce state) {
        if (usual.observations() < least) {
            return null;
        }
        double value = (Double) hit.values()[0];
        Object[] figures = new Object[FIGURES];
        figures[VALUE] = value;
        figures[MEDIAN] = usual.median();
        figures[DEVIATION] = usual.deviation();
        figures[Z] = usual.z(value);
        figures[OBSERVATIONS] = (long) usual.observations();
        Frame evaluated = frame(hit.captures(), place, figures);
        Level level = judgement().firstLevel(evaluated);
        return level == null ? null : firing(evaluated, level, hit, state);
    }

    @Override
    String shapeText() {
        return observation.each().key() + "\n" + observation.key().type() + "\n"
                + observation.key().shape();
    }
}
