package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.RegionReference;

/** The silence of a source that was active on each of the days before. */
public final class AbsenceRule extends KeyedRule {

    static final int WITHIN = 0;
    static final int LAST_EVENT_AT = 1;
    static final int ACTIVE_DAYS = 2;
    static final int FIGURES = 3;

    private final Sign sign;
    private final int activeDays;

    /** @param within how long the silence lasts */
    AbsenceRule(Head head, Judgement judgement, Duration within, Sign sign, int activeDays) {
        super(head, judgement, within);
        this.sign = sign;
        this.activeDays = activeDays;
    }

    /** A record that says that its source is not silent. */
    static final class Sign extends Watch {

        private static final Content SEEN = new Content(1, Hit.NO_VALUES, null);

        private final Node when;

        /** @param when null where every record of the stream counts */
        Sign(String id, Each each, RuleKey key, List<Capture> captures, Node when) {
            super(id, each, key, captures);
            this.when = when;
        }

        @Override
        Content content(Frame frame) {
            return when == null || when.value(frame) == Boolean.TRUE ? SEEN : null;
        }
    }

    @Override
    Watch watch() {
        return sign;
    }

    /** On how many days up to its last record, that day included, the source must have been active. */
    public int activeDays() {
        return activeDays;
    }

    /** @param last the last record of the source */
    public Firing fire(Hit last, Instant lastEventAt, RegionReference place, InForce state) {
        Object[] figures = {within(), lastEventAt, (long) activeDays};
        Frame evaluated = frame(last.captures(), place, figures);
        return firing(evaluated, judgement().firstLevel(evaluated), last, state);
    }

    @Override
    String shapeText() {
        return sign.each().key() + "\n" + sign.key().type() + "\n" + sign.key().shape();
    }
}
