package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Actions on an alert that is not there yet: after a failure people's actions are read again sooner than the signals that make their
 * alert.
 *
 * @param actions in their order
 * @param until when they are done, or answered that there is no such alert
 */
public record WaitingActions(List<ResolvedAction> actions, Instant until) {

    boolean has(String actionId) {
        return actions.stream().anyMatch(waiting -> waiting.action().actionId().equals(actionId));
    }

    boolean isFor(String alertId) {
        return actions.stream().anyMatch(waiting -> waiting.action().alertId().equals(alertId));
    }

    WaitingActions with(ResolvedAction another) {
        List<ResolvedAction> all = new ArrayList<>(actions);
        all.add(another);
        return new WaitingActions(all, until);
    }

    WaitingActions atLatest(Instant limit) {
        return until.isAfter(limit) ? new WaitingActions(actions, limit) : this;
    }
}
