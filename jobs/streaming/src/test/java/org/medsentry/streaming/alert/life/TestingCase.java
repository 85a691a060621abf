package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;

/** One case in maps, with all that comes out of it in order. */
final class TestingCase implements CaseMemory, CaseOutput {

    static final LifeSettings SETTINGS = new LifeSettings(
            true,
            Level.III,
            new EscalationTimes(
                    Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24)),
            Duration.ofDays(180));

    final CaseLife life;
    final Map<String, OpenAlert> open = new HashMap<>();
    final Map<String, ClosedAlert> closed = new HashMap<>();
    final Map<String, CaseMember> members = new HashMap<>();
    final Map<String, Instant> wakes = new HashMap<>();
    final Map<String, WaitingActions> waiting = new HashMap<>();
    final Set<String> answered = new HashSet<>();

    final List<Alert> alerts = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    final List<ActionResult> results = new ArrayList<>();
    int repeated;

    TestingCase(Silences silences) {
        this(SETTINGS, silences);
    }

    TestingCase(LifeSettings settings, Silences silences) {
        life = new CaseLife(settings, silences, this, this);
    }

    /** Every alert that asked to be woken until now. */
    void wakeUntil(Instant now) throws Exception {
        for (String alertKey : List.copyOf(waiting.keySet())) {
            Instant until = waiting.get(alertKey).until();
            if (!until.isAfter(now)) {
                life.actWaiting(alertKey, until);
            }
        }
        for (String alertKey : List.copyOf(wakes.keySet())) {
            while (wakes.containsKey(alertKey) && !wakes.get(alertKey).isAfter(now)) {
                Instant at = wakes.get(alertKey);
                life.wake(alertKey, at);
                if (at.equals(wakes.get(alertKey))) {
                    throw new IllegalStateException("would be woken for ever: " + open.get(alertKey));
                }
            }
        }
    }

    Alert newest() {
        return alerts.get(alerts.size() - 1);
    }

    Alert alert(RoutedSignal of) {
        return open.get(of.alertKey()).alert();
    }

    Trigger newestTrigger() {
        return triggers.get(triggers.size() - 1);
    }

    ActionResult newestResult() {
        return results.get(results.size() - 1);
    }

    @Override
    public OpenAlert open(String alertKey) {
        return open.get(alertKey);
    }

    @Override
    public void keep(String alertKey, OpenAlert alert) {
        open.put(alertKey, alert);
    }

    @Override
    public ClosedAlert closed(String alertKey) {
        return closed.get(alertKey);
    }

    @Override
    public void close(String alertKey, ClosedAlert alert) {
        open.remove(alertKey);
        members.remove(alertKey);
        closed.put(alertKey, alert);
    }

    @Override
    public Map<String, CaseMember> members() {
        return new TreeMap<>(members);
    }

    @Override
    public void keepMember(String alertKey, CaseMember member) {
        members.put(alertKey, member);
    }

    @Override
    public boolean wasAnswered(String actionId) {
        return answered.contains(actionId);
    }

    @Override
    public void answered(String actionId, Instant now) {
        answered.add(actionId);
    }

    @Override
    public WaitingActions waiting(String alertKey) {
        return waiting.get(alertKey);
    }

    @Override
    public void keepWaiting(String alertKey, WaitingActions actions) {
        if (actions == null) {
            waiting.remove(alertKey);
        } else {
            waiting.put(alertKey, actions);
        }
    }

    @Override
    public void wake(String alertKey, Instant before, Instant at) {
        assertThat(wakes.get(alertKey)).as("what is taken back was asked for").isEqualTo(before);
        if (at == null) {
            wakes.remove(alertKey);
        } else {
            wakes.put(alertKey, at);
        }
    }

    @Override
    public void revised(String alertKey, Alert alert, boolean urgent) {
        alerts.add(alert);
    }

    @Override
    public void triggered(Trigger trigger) {
        triggers.add(trigger);
    }

    @Override
    public void answered(ActionResult result) {
        results.add(result);
    }

    @Override
    public void repeated() {
        repeated++;
    }
}
