package org.medsentry.streaming.alert.life;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Escalation;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;

/**
 * One thing that happens to an alert, with all that follows from it for its case: who speaks for whom, who is told, by when
 * somebody has to answer. Each alert that it changes has one revision more.
 */
final class Turn {

    /** An alert that changes. */
    private static final class Change {
        final OpenAlert before;
        final AlertDraft draft;
        /** Whether the others of its case are concerned. */
        boolean structural;
        /** Whether its deadline has passed. */
        boolean escalates;

        Change(OpenAlert before, AlertDraft draft) {
            this.before = before;
            this.draft = draft;
            draft.revision = before == null ? 1 : before.alert().revision() + 1;
        }

        boolean wasInhibited() {
            return before != null && before.alert().inhibitedBy() != null;
        }

        boolean climbs() {
            return before != null && draft.level.compareTo(before.alert().level()) > 0;
        }

        boolean changesMember() {
            return structural
                    || before == null
                    || !Objects.equals(draft.inhibitedBy, before.alert().inhibitedBy())
                    || !draft.told.equals(before.told())
                    || draft.toldLevel != before.toldLevel();
        }
    }

    private final LifeSettings settings;
    private final Silences silences;
    private final CaseMemory memory;
    private final CaseOutput output;
    private final Instant now;
    private final Instant at;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    /** @param at when it happened: the time of the signal, or else now */
    Turn(CaseLife life, Instant now, Instant at) {
        this.settings = life.settings();
        this.silences = life.silences();
        this.memory = life.memory();
        this.output = life.output();
        this.now = now;
        this.at = at;
    }

    void opens(String alertKey, AlertDraft draft) throws Exception {
        Change change = new Change(null, draft);
        change.structural = true;
        finish(alertKey, change);
    }

    void changes(String alertKey, OpenAlert before, AlertDraft draft) throws Exception {
        Change change = new Change(before, draft);
        change.structural = draft.status.isClosed()
                || draft.level != before.alert().level()
                || !Objects.equals(draft.region, before.alert().region())
                || !draft.inhibits.equals(before.inhibits());
        finish(alertKey, change);
    }

    void escalates(String alertKey, OpenAlert before) throws Exception {
        AlertDraft draft = new AlertDraft(before);
        draft.status = LifeTable.next(draft.status, LifeEvent.DEADLINE).orElseThrow();
        draft.updated(at);
        draft.urgent = true;
        Change change = new Change(before, draft);
        change.escalates = true;
        finish(alertKey, change);
    }

    private void finish(String alertKey, Change change) throws Exception {
        changes.put(alertKey, change);
        if (change.structural) {
            reassess(alertKey, change);
        }
        for (Map.Entry<String, Change> changed : changes.entrySet()) {
            if (changed.getValue().draft.status.isClosed()) {
                close(changed.getKey(), changed.getValue());
            } else {
                settle(changed.getKey(), changed.getValue());
            }
        }
    }

    /** Who speaks for whom depends on pairs alone: the others are concerned only as far as the changed one is part of it. */
    private void reassess(String alertKey, Change change) throws Exception {
        Map<String, CaseMember> members = memory.members();
        CaseMember changed = change.draft.member();
        boolean closed = change.draft.status.isClosed();
        if (closed) {
            members.remove(alertKey);
        } else {
            members.put(alertKey, changed);
            change.draft.inhibitedBy = Inhibition.speakerFor(changed, members.values());
        }
        for (Map.Entry<String, CaseMember> other : members.entrySet()) {
            CaseMember member = other.getValue();
            if (other.getKey().equals(alertKey)
                    || !changed.alertId().equals(member.inhibitedBy()) && !Inhibition.inhibits(changed, member)) {
                continue;
            }
            String speaker = Inhibition.speakerFor(member, members.values());
            if (!Objects.equals(speaker, member.inhibitedBy())) {
                inhibit(other.getKey(), speaker);
            }
        }
    }

    private void inhibit(String alertKey, String speaker) throws Exception {
        OpenAlert before = memory.open(alertKey);
        AlertDraft draft = new AlertDraft(before);
        draft.inhibitedBy = speaker;
        draft.updated(at);
        draft.urgent = true;
        changes.put(alertKey, new Change(before, draft));
    }

    private void close(String alertKey, Change change) throws Exception {
        memory.close(alertKey, Actions.closed(change.draft, now, settings.memory()));
        memory.wake(alertKey, change.before.wakeAt(), null);
        output.revised(alertKey, change.draft.alert(), true);
    }

    private void settle(String alertKey, Change change) throws Exception {
        AlertDraft draft = change.draft;
        draft.silencedUntil = silences.until(draft.ruleId, draft.key.value(), now);
        draft.escalateAt = deadline(change);
        Trigger trigger = change.escalates ? escalate(draft) : tell(draft);
        if (trigger != null && settings.wallClock()) {
            draft.deliveries = Deliveries.with(draft.deliveries, trigger);
        }
        if (!draft.level.atLeast(settings.triggerLevel())) {
            draft.climbedFrom = null;
        }

        OpenAlert after = draft.open();
        memory.keep(alertKey, after);
        if (change.changesMember()) {
            memory.keepMember(alertKey, draft.member());
        }
        Instant wakeBefore = change.before == null ? null : change.before.wakeAt();
        Instant wakeAfter = after.wakeAt();
        if (!Objects.equals(wakeBefore, wakeAfter)) {
            memory.wake(alertKey, wakeBefore, wakeAfter);
        }
        output.revised(alertKey, after.alert(), draft.urgent);
        if (trigger != null) {
            output.triggered(trigger);
        }
    }

    /** The first counts from the opening itself, so that reading signals again after a restart does not put it off. */
    private Instant deadline(Change change) {
        AlertDraft draft = change.draft;
        if (!settings.wallClock() || draft.inhibitedBy != null || !LifeTable.allows(draft.status, LifeEvent.DEADLINE)) {
            return null;
        }
        Duration time = settings.escalationTimes().of(draft.level);
        if (change.before == null) {
            return draft.raisedAt.plus(time);
        }
        boolean somebodyLeft =
                draft.status == AlertStatus.NEW || !Units.nextAbove(draft).isEmpty();
        if (change.wasInhibited()) {
            return somebodyLeft ? at.plus(time) : null;
        }
        if (!change.climbs() || !somebodyLeft) {
            return draft.escalateAt;
        }
        Instant sooner = at.plus(time);
        return draft.escalateAt == null || sooner.isBefore(draft.escalateAt) ? sooner : draft.escalateAt;
    }

    private Trigger tell(AlertDraft draft) throws Exception {
        TriggerCause due = Telling.due(draft, settings.triggerLevel());
        if (due == null || draft.inhibitedBy != null || draft.silencedUntil != null) {
            return null;
        }
        draft.urgent = true;
        List<Responsibility> addressed = Units.addressed(draft);
        if (due == TriggerCause.SUCCEEDED) {
            return Telling.tell(draft, due, addressed, createdAt());
        }
        Set<String> know = whoKnows(draft);
        List<Responsibility> unaware = addressed.stream()
                .filter(unit -> !know.contains(unit.unit().id()))
                .toList();
        Telling.known(
                draft,
                addressed.stream().filter(unit -> !unaware.contains(unit)).toList());
        if (unaware.isEmpty()) {
            Telling.told(draft);
            return null;
        }
        return Telling.tell(draft, due, unaware, createdAt());
    }

    /**
     * Units that another alert of the same rule has told of this level for a place around or within this one: the signals of one record
     * for county, city, province and nation come in any order, and who speaks may change with each, but it is one piece of news.
     */
    private Set<String> whoKnows(AlertDraft draft) throws Exception {
        CaseMember own = draft.member();
        Set<String> know = new HashSet<>();
        for (CaseMember other : memory.members().values()) {
            if (!other.alertId().equals(own.alertId())
                    && other.toldLevel() != null
                    && other.toldLevel().atLeast(own.level())
                    && other.isPartOrWholeOf(own)) {
                know.addAll(other.told());
            }
        }
        return know;
    }

    /** Where nobody is left above, those who know of it are told once more. */
    private Trigger escalate(AlertDraft draft) {
        List<Responsibility> above = Units.nextAbove(draft);
        draft.escalations = AlertDraft.with(
                draft.escalations,
                new Escalation(
                        now,
                        draft.escalateAt,
                        draft.level,
                        above.stream().map(Responsibility::unit).toList()));
        Trigger trigger = Telling.tell(
                draft, TriggerCause.ESCALATED, above.isEmpty() ? Units.addressed(draft) : above, createdAt());
        draft.escalateAt = Units.nextAbove(draft).isEmpty()
                ? null
                : now.plus(settings.escalationTimes().of(draft.level));
        return trigger;
    }

    private Instant createdAt() {
        return settings.wallClock() ? now : at;
    }
}
