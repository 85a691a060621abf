package org.medsentry.console.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Problem;
import org.medsentry.desk.RuleHeader;
import org.medsentry.desk.RulePublisher;
import org.medsentry.desk.RulePublisher.Outcome;
import org.medsentry.desk.RuleStateChange;
import org.medsentry.desk.RuleStateChange.Wish;
import org.medsentry.desk.RuleStates;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/** Publishes rules and changes their state, for somebody who saw what is in force and may change it. */
public final class RuleDesk {

    private final RuleBook book;
    private final RulePublisher publisher;

    public RuleDesk(RuleBook book, RulePublisher publisher) {
        this.book = book;
        this.publisher = publisher;
    }

    /** What is about to be published. */
    public record Draft(String ruleId, int version, String yaml, RuleState state) {

        public String id() {
            return ruleId + "#" + version;
        }
    }

    /**
     * Checks that somebody may publish a text over what that person saw.
     *
     * @param expectedVersion the version that was in force when the person began; null or 0 for none
     * @throws Problem if the text does not pass, somebody else was faster, or the person may not
     */
    public Draft draft(User user, String yaml, Integer expectedVersion, boolean shadow) {
        RuleText.Checked checked = RuleText.check(yaml);
        if (!checked.valid()) {
            throw Problem.of(422, "invalid-rule", "规则未通过检查", "the rule does not pass its check")
                    .with("findings", checked.findings());
        }
        book.forget();
        RuleHeader header = RuleHeader.of(yaml);
        Optional<RulePublication> newest = book.newest(header.id());
        int current = newest.map(RulePublication::version).orElse(0);
        if (current != (expectedVersion == null ? 0 : expectedVersion)) {
            throw conflict(current);
        }
        boolean mayPublish = user.may(Permission.RULES_PUBLISH);
        if (!mayPublish && !shadow) {
            throw Problem.forbidden();
        }
        if (!mayPublish && newest.filter(RuleDesk::isOrWasInForce).isPresent()) {
            // The highest version alone counts: a trial of it would take the rule that is in force out of it.
            throw Problem.of(
                    403,
                    "rule-in-force",
                    "该规则正在生效，试运行需要值班负责人",
                    "the rule is in force; a duty officer may put it on trial");
        }
        RuleState state = shadow ? RuleState.SHADOW : RuleState.ACTIVE;
        if (newest.isPresent() && newest.get().yaml().equals(yaml)) {
            return new Draft(header.id(), current, yaml, state);
        }
        int version = Math.max(header.version(), current + 1);
        String text = version == header.version() ? yaml : RuleText.withVersion(yaml, version);
        return new Draft(header.id(), version, text, state);
    }

    private static boolean isOrWasInForce(RulePublication publication) {
        return publication.state() == RuleState.ACTIVE || publication.state() == RuleState.PAUSED;
    }

    private static Problem conflict(int current) {
        return Problem.of(409, "version-conflict", "规则已被他人更新", "somebody else has published meanwhile")
                .with("currentVersion", current);
    }

    /** Puts a draft into force. */
    public synchronized void publish(User user, Draft draft) {
        List<RulePublisher.Published> published =
                publisher.publish(Map.of(draft.ruleId() + ".yaml", draft.yaml()), draft.state(), user.id());
        book.forget();
        for (RulePublisher.Published one : published) {
            if (one.outcome() == Outcome.REFUSED || one.outcome() == Outcome.OUTDATED) {
                throw conflict(book.newest(draft.ruleId())
                        .map(RulePublication::version)
                        .orElse(0));
            }
        }
    }

    /** The newest version of a rule, in the state that is asked for. */
    public Draft change(String ruleId, RuleState state) {
        book.forget();
        RulePublication newest = book.newest(ruleId).orElseThrow(Problem::notFound);
        return new Draft(ruleId, newest.version(), newest.yaml(), state);
    }

    /** Pauses and removes without looking at the text: what an older release took must still be stopped. */
    public synchronized void apply(User user, Draft draft) {
        RuleState before =
                book.newest(draft.ruleId()).orElseThrow(Problem::notFound).state();
        switch (draft.state()) {
            case ACTIVE, SHADOW -> publish(user, draft);
            case PAUSED, REMOVED -> {
                Wish wish = draft.state() == RuleState.PAUSED ? Wish.PAUSE : Wish.REMOVE;
                List<RuleStateChange> changes =
                        new RuleStates(publisher).change(List.of(draft.ruleId()), wish, false, user.id());
                book.forget();
                if (changes.stream().anyMatch(RuleStateChange::isRefused)) {
                    throw Problem.of(
                            409,
                            "state",
                            "当前状态 " + before + " 不允许此操作",
                            "a rule that is " + before + " cannot become " + draft.state());
                }
            }
        }
    }
}
