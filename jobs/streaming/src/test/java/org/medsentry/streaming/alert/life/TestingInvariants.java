package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.document.UnitReference;

/** What must hold of one case, read from what comes out of it. */
final class TestingInvariants {

    private final TestingCase testing;
    private final Map<String, Alert> newest = new HashMap<>();
    private final Map<String, String> openByKey = new HashMap<>();
    private final Map<String, Alert> byRevision = new HashMap<>();
    private final Map<String, Level> toldUpTo = new HashMap<>();
    private final Map<String, List<String>> accepted = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> triggerIds = new HashSet<>();
    private int alerts;
    private int triggers;
    private int results;

    TestingInvariants(TestingCase testing) {
        this.testing = testing;
    }

    void check(Instant now, Silences silences) {
        Set<String> changed = new HashSet<>();
        for (; alerts < testing.alerts.size(); alerts++) {
            revision(testing.alerts.get(alerts));
            changed.add(testing.alerts.get(alerts).alertId());
        }
        for (; triggers < testing.triggers.size(); triggers++) {
            trigger(testing.triggers.get(triggers));
        }
        for (; results < testing.results.size(); results++) {
            answer(testing.results.get(results));
        }
        changed.forEach(this::actions);
        if (!changed.isEmpty()) {
            whole(now, silences);
        }
    }

    private void revision(Alert alert) {
        Alert before = newest.put(alert.alertId(), alert);
        byRevision.put(alert.alertId() + "|" + alert.revision(), alert);
        String key = alert.ruleId() + "|" + alert.key();
        assertThat(alert.levelRank()).isEqualTo(alert.level().rank());
        if (before == null) {
            assertThat(alert.revision()).isEqualTo(1);
            String other = openByKey.put(key, alert.alertId());
            if (other != null) {
                assertThat(newest.get(other).status().isClosed())
                        .as("one open alert")
                        .isTrue();
                assertThat(alert.previousAlertId())
                        .as("the former, unless forgotten")
                        .isIn(other, null);
            }
            return;
        }
        assertThat(before.status().isClosed()).as("no closed alert changes").isFalse();
        assertThat(alert.revision()).as("strictly rises").isEqualTo(before.revision() + 1);
        assertThat(alert.updatedAt()).isAfterOrEqualTo(before.updatedAt());
        if (!alert.level().atLeast(before.level())) {
            assertThat(lastEntry(alert).action())
                    .as("levels fall by people alone")
                    .isEqualTo(ActionType.LOWER);
            assertThat(alert.actions()).hasSize(before.actions().size() + 1);
        }
        if (alert.escalations().size() > before.escalations().size()) {
            assertThat(before.status()).isIn(AlertStatus.NEW, AlertStatus.ESCALATED);
            assertThat(alert.status()).isEqualTo(AlertStatus.ESCALATED);
            assertThat(alert.escalations().get(alert.escalations().size() - 1).deadline())
                    .isEqualTo(before.escalateAt());
        }
    }

    private static ActionEntry lastEntry(Alert alert) {
        return alert.actions().get(alert.actions().size() - 1);
    }

    private void trigger(Trigger trigger) {
        Alert alert = byRevision.get(trigger.alertId() + "|" + trigger.revision());
        assertThat(alert).as("the revision that a trigger names").isNotNull();
        assertThat(alert.inhibitedBy()).as("no trigger while inhibited").isNull();
        assertThat(alert.silencedUntil()).as("no trigger while silenced").isNull();
        assertThat(triggerIds.add(trigger.triggerId()))
                .as("one trigger a revision")
                .isTrue();
        assertThat(trigger.units()).isNotEmpty();
        Set<String> told = new HashSet<>();
        trigger.units().forEach(unit -> told.add(unit.id()));
        trigger.alsoTold()
                .forEach(unit -> assertThat(told.add(unit.id()))
                        .as("who is told now is not said to have been told")
                        .isTrue());
        assertThat(alert.units().stream().map(UnitReference::id).toList()).containsAll(told);
        assertThat(trigger.previousLevel() != null).isEqualTo(trigger.cause() == TriggerCause.CLIMBED);
        if (trigger.cause() != TriggerCause.ESCALATED) {
            Level before = toldUpTo.get(trigger.alertId());
            assertThat(before == null || trigger.cause() == TriggerCause.CLIMBED)
                    .as("an opening is told once")
                    .isTrue();
            toldUpTo.merge(trigger.alertId(), trigger.level(), Level::highest);
        }
    }

    private void answer(ActionResult result) {
        assertThat(answered.add(result.actionId())).as("answered once").isTrue();
        assertThat(result.rejection() != null).isEqualTo(result.status() == ActionStatus.REJECTED);
        if (result.status() == ActionStatus.ACCEPTED) {
            assertThat(byRevision).containsKey(result.alertId() + "|" + result.revision());
            if (result.action() != ActionType.DELIVERY && result.action() != ActionType.WITHHOLD) {
                accepted.computeIfAbsent(result.alertId(), id -> new ArrayList<>())
                        .add(result.actionId());
            }
        }
    }

    private void actions(String alertId) {
        assertThat(newest.get(alertId).actions().stream()
                        .map(ActionEntry::actionId)
                        .toList())
                .as("every accepted action is on the document once")
                .isEqualTo(accepted.getOrDefault(alertId, List.of()));
    }

    private void whole(Instant now, Silences silences) {
        for (OpenAlert open : testing.open.values()) {
            Alert alert = open.alert();
            CaseMember member = new AlertDraft(open).member();
            assertThat(alert.inhibitedBy()).isEqualTo(Inhibition.speakerFor(member, testing.members.values()));
            boolean silenced = silences.until(alert.ruleId(), alert.key().value(), now) != null;
            if (alert.inhibitedBy() == null && !silenced && alert.level().atLeast(Level.III)) {
                // Or by another alert of the same count, for a place around or within its own.
                assertThat(open.toldLevel())
                        .as("nobody is left untold of %s", alert)
                        .isNotNull()
                        .isGreaterThanOrEqualTo(alert.level());
            }
            boolean waits = alert.status() == AlertStatus.NEW && alert.inhibitedBy() == null;
            assertThat(alert.escalateAt() != null || !waits).isTrue();
            if (alert.status() == AlertStatus.ACKNOWLEDGED || alert.inhibitedBy() != null) {
                assertThat(alert.escalateAt()).isNull();
            }
            if (alert.escalateAt() != null && !silenced) {
                assertThat(alert.escalateAt()).as("no deadline is missed").isAfter(now);
            }
        }
        assertThat(testing.members.keySet()).isEqualTo(testing.open.keySet());
        assertThat(testing.open.keySet()).containsAll(testing.wakes.keySet());
    }
}
