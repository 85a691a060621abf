package org.medsentry.desk;

import org.medsentry.schemas.document.RuleState;

/**
 * What becomes of one rule that is to be paused, resumed or removed. Only what is paused is resumed, and what is removed has
 * lost its state: both are for {@code publish} to put into force, with the text in hand.
 *
 * @param version the newest; 0 for a rule that nobody published
 * @param before null for a rule that nobody published
 * @param refusal why not, or null
 */
public record RuleStateChange(String ruleId, int version, RuleState before, RuleState after, String refusal) {

    /** What somebody asks for. */
    public enum Wish {
        PAUSE(RuleState.PAUSED),
        /** A paused rule, in force again. */
        RESUME(RuleState.ACTIVE),
        /** A paused rule, on trial again. */
        RESUME_ON_TRIAL(RuleState.SHADOW),
        REMOVE(RuleState.REMOVED);

        private final RuleState state;

        Wish(RuleState state) {
            this.state = state;
        }
    }

    static RuleStateChange unknown(String ruleId, Wish wish) {
        return new RuleStateChange(ruleId, 0, null, wish.state, "no such rule has been published");
    }

    static RuleStateChange of(String ruleId, int version, RuleState before, Wish wish) {
        return new RuleStateChange(
                ruleId, version, before, wish.state, before == wish.state ? null : refusal(before, wish));
    }

    private static String refusal(RuleState before, Wish wish) {
        if (wish == Wish.REMOVE) {
            return null;
        }
        if (before == RuleState.REMOVED) {
            return "it is removed, with its state; 'rules publish FILE' puts it into force anew";
        }
        if (wish == Wish.PAUSE || before == RuleState.PAUSED) {
            return null;
        }
        return before == RuleState.SHADOW
                ? "it is on trial, not paused; 'rules publish FILE --state active' puts it into force"
                : "it is in force, not paused; 'rules publish FILE --state shadow' puts it on trial";
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /** Whether it is already as wished. */
    public boolean isUnchanged() {
        return before == after;
    }
}
