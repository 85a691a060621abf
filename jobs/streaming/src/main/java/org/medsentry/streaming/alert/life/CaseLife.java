package org.medsentry.streaming.alert.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.LocalisedText;

/**
 * The life of the alerts of one case, free of Flink: what evidence, people, deadlines and silences make of them. The case is the one
 * that its memory is of when a method is called.
 */
public final class CaseLife {

    /** How long an action waits for its alert. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** From its first signal on: those that it had when somebody acted on it are being read again too. */
    private static final Duration REREADING = Duration.ofSeconds(5);

    private final LifeSettings settings;
    private final Silences silences;
    private final CaseMemory memory;
    private final CaseOutput output;

    public CaseLife(LifeSettings settings, Silences silences, CaseMemory memory, CaseOutput output) {
        this.settings = settings;
        this.silences = silences;
        this.memory = memory;
        this.output = output;
    }

    LifeSettings settings() {
        return settings;
    }

    Silences silences() {
        return silences;
    }

    CaseMemory memory() {
        return memory;
    }

    CaseOutput output() {
        return output;
    }

    /**
     * A signal that was not seen before.
     *
     * @return whether it opened an alert
     */
    public boolean evidence(RoutedSignal routed, Instant now) throws Exception {
        String alertKey = routed.alertKey();
        Turn turn = new Turn(this, now, routed.signal().detectedAt());
        OpenAlert before = memory.open(alertKey);
        if (before == null) {
            turn.opens(alertKey, AlertLedger.open(routed, memory.closed(alertKey)));
            WaitingActions waiting = memory.waiting(alertKey);
            if (waiting != null) {
                memory.keepWaiting(alertKey, waiting.atLatest(now.plus(REREADING)));
            }
        } else {
            turn.changes(alertKey, before, AlertLedger.absorb(before, routed));
        }
        return before == null;
    }

    /** Every action is answered once; the same again is not answered at all. What names an alert that is not there waits for it. */
    public void act(ResolvedAction resolved, Instant now) throws Exception {
        AlertAction action = resolved.action();
        String alertKey = resolved.alertKey();
        OpenAlert open = memory.open(alertKey);
        WaitingActions waiting = memory.waiting(alertKey);
        if (memory.wasAnswered(action.actionId())
                || isOn(open, action)
                || waiting != null && waiting.has(action.actionId())) {
            output.repeated();
        } else if (isAbout(open, action) && !isAwaited(waiting, action.alertId())) {
            take(resolved, open, now);
        } else if (isAbout(memory.closed(alertKey), action)) {
            rejectMissing(resolved, now);
        } else {
            memory.keepWaiting(
                    alertKey,
                    waiting == null
                            ? new WaitingActions(List.of(resolved), now.plus(PATIENCE))
                            : waiting.with(resolved));
        }
    }

    private static boolean isAwaited(WaitingActions waiting, String alertId) {
        return waiting != null && waiting.isFor(alertId);
    }

    private static boolean isAbout(OpenAlert open, AlertAction action) {
        return open != null && open.alert().alertId().equals(action.alertId());
    }

    private static boolean isAbout(ClosedAlert closed, AlertAction action) {
        return closed != null && closed.alertId().equals(action.alertId());
    }

    /** Those that wait have waited long enough. */
    public void actWaiting(String alertKey, Instant now) throws Exception {
        WaitingActions waiting = memory.waiting(alertKey);
        if (waiting == null || waiting.until().isAfter(now)) {
            return;
        }
        memory.keepWaiting(alertKey, null);
        for (ResolvedAction resolved : waiting.actions()) {
            OpenAlert open = memory.open(alertKey);
            if (isAbout(open, resolved.action())) {
                take(resolved, open, now);
            } else {
                rejectMissing(resolved, now);
            }
        }
        // The deadline may have passed while they waited.
        if (memory.open(alertKey) != null) {
            escalateIfDue(alertKey, now);
        }
    }

    private void take(ResolvedAction resolved, OpenAlert open, Instant now) throws Exception {
        AlertAction action = resolved.action();
        memory.answered(action.actionId(), now);
        LocalisedText rejection = Actions.rejection(action, open);
        int revision = open.alert().revision();
        if (rejection != null) {
            output.answered(Actions.rejected(action, revision, rejection, now));
            return;
        }
        AlertDraft draft = new AlertDraft(open);
        Actions.apply(draft, action, now);
        new Turn(this, now, now).changes(resolved.alertKey(), open, draft);
        output.answered(Actions.accepted(action, revision + 1, now));
    }

    private static boolean isOn(OpenAlert open, AlertAction action) {
        return open != null
                && open.alert().actions().stream()
                        .anyMatch(entry -> entry.actionId().equals(action.actionId()));
    }

    /** There is one open alert of a rule and key: any other that was ever there is closed. */
    private void rejectMissing(ResolvedAction resolved, Instant now) throws Exception {
        ClosedAlert closed = memory.closed(resolved.alertKey());
        AlertAction action = resolved.action();
        boolean wasThere = closed != null || memory.open(resolved.alertKey()) != null;
        memory.answered(action.actionId(), now);
        output.answered(Actions.rejected(
                action,
                isAbout(closed, action) ? closed.revision() : null,
                wasThere ? Rejections.CLOSED : Rejections.UNKNOWN,
                now));
    }

    /** A time that was asked for has come. */
    public void wake(String alertKey, Instant now) throws Exception {
        OpenAlert open = memory.open(alertKey);
        Instant due = open == null ? null : open.wakeAt();
        if (due == null || due.isAfter(now)) {
            return;
        }
        if (open.alert().silencedUntil() != null) {
            endSilence(alertKey, open, now);
        }
        escalateIfDue(alertKey, now);
    }

    /** A silence that ends by itself needs no revision unless somebody has to be told now. */
    private void endSilence(String alertKey, OpenAlert open, Instant now) throws Exception {
        AlertDraft draft = new AlertDraft(open);
        draft.silencedUntil = silencedUntil(open.alert(), now);
        boolean due = Telling.due(draft, settings.triggerLevel()) != null;
        if (due && draft.silencedUntil == null && draft.inhibitedBy == null) {
            draft.updated(now);
            new Turn(this, now, now).changes(alertKey, open, draft);
        } else {
            OpenAlert after = draft.open();
            memory.keep(alertKey, after);
            memory.wake(alertKey, open.wakeAt(), after.wakeAt());
        }
    }

    /** A silence was set or ended early; {@link #silences} know it already. */
    public void silenced(Silence silence, Instant now) throws Exception {
        for (Map.Entry<String, CaseMember> member : memory.members().entrySet()) {
            String alertKey = member.getKey();
            if (silence.covers(member.getValue().ruleId(), RoutedSignal.keyValue(alertKey))) {
                showSilence(alertKey, now);
                escalateIfDue(alertKey, now);
            }
        }
    }

    private void showSilence(String alertKey, Instant now) throws Exception {
        OpenAlert open = memory.open(alertKey);
        if (!Objects.equals(open.alert().silencedUntil(), silencedUntil(open.alert(), now))) {
            AlertDraft draft = new AlertDraft(open);
            draft.updated(now);
            draft.urgent = true;
            new Turn(this, now, now).changes(alertKey, open, draft);
        }
    }

    private Instant silencedUntil(Alert alert, Instant now) {
        return silences.until(alert.ruleId(), alert.key().value(), now);
    }

    private void escalateIfDue(String alertKey, Instant now) throws Exception {
        OpenAlert open = memory.open(alertKey);
        Alert alert = open.alert();
        if (alert.escalateAt() != null
                && !alert.escalateAt().isAfter(now)
                && !isAwaited(memory.waiting(alertKey), alert.alertId())
                && silencedUntil(alert, now) == null
                && LifeTable.allows(alert.status(), LifeEvent.DEADLINE)) {
            new Turn(this, now, now).escalates(alertKey, open);
        }
    }
}
