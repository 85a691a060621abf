package org.medsentry.console.action;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;

/** The silences in force, as the actions on their topic say; only those that the early-warning job accepts are kept. */
public final class SilenceBook {

    private final Clock clock;
    private final Map<String, Silence> silences = new LinkedHashMap<>();

    public SilenceBook(Clock clock) {
        this.clock = clock;
    }

    /** Takes an action from the topic. */
    public void take(byte[] value) {
        AlertAction action = Documents.fromJson(value, AlertAction.class);
        if (action.action() != ActionType.SILENCE && action.action() != ActionType.UNSILENCE
                || action.role() != ActorRole.DUTY_OFFICER && action.role() != ActorRole.ADMINISTRATOR) {
            return;
        }
        synchronized (silences) {
            if (action.action() == ActionType.UNSILENCE) {
                silences.remove(action.silenceId());
            } else if (action.ruleId() != null
                    && action.until() != null
                    && action.reason() != null
                    && !action.reason().isBlank()
                    && action.until().isAfter(clock.instant())) {
                silences.put(
                        action.actionId(),
                        new Silence(
                                action.actionId(),
                                action.ruleId(),
                                action.keyPattern(),
                                action.until(),
                                action.reason(),
                                action.actor(),
                                action.at()));
            }
        }
    }

    /** Those in force, the one that ends first first. */
    public List<Silence> inForce() {
        Instant now = clock.instant();
        synchronized (silences) {
            silences.values().removeIf(silence -> !silence.until().isAfter(now));
            return silences.values().stream()
                    .sorted(Comparator.comparing(Silence::until))
                    .toList();
        }
    }

    public List<Silence> covering(String ruleId, String key) {
        return inForce().stream().filter(silence -> silence.covers(ruleId, key)).toList();
    }
}
