package org.medsentry.streaming.alert.life;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;

/** When people are told of an alert, and who. */
final class Telling {

    private Telling() {}

    /** Why people have to be told of it now; null if they know all there is to tell, or are not to be told yet. */
    static TriggerCause due(AlertDraft draft, Level triggerLevel) {
        boolean high = draft.level.atLeast(triggerLevel);
        if (draft.announced) {
            return high && draft.climbedFrom != null ? TriggerCause.CLIMBED : null;
        }
        if (draft.previousAlertId != null && (draft.formerTold || high && draft.openingLevel.atLeast(triggerLevel))) {
            return TriggerCause.SUCCEEDED;
        }
        if (!high) {
            return null;
        }
        return draft.openingLevel.atLeast(triggerLevel) ? TriggerCause.OPENED : TriggerCause.CLIMBED;
    }

    /** The trigger, after which the draft knows who has been told. Its revision has to be the final one. */
    static Trigger tell(AlertDraft draft, TriggerCause cause, List<Responsibility> units, Instant createdAt) {
        Level previousLevel = switch (cause) {
            case CLIMBED -> Objects.requireNonNullElse(draft.climbedFrom, draft.openingLevel);
            case OPENED, ESCALATED, SUCCEEDED -> null;
        };
        Set<String> addressed = units.stream().map(unit -> unit.unit().id()).collect(Collectors.toSet());
        List<Responsibility> toldBefore = Units.told(draft);
        if (cause == TriggerCause.ESCALATED) {
            draft.toldLevel = draft.level;
        } else {
            told(draft);
        }
        draft.told = toldNow(draft.told, units);
        draft.units = Units.concerned(draft);
        return new Trigger(
                triggerId(draft),
                0,
                draft.drill,
                cause,
                draft.alertId,
                draft.revision,
                draft.previousAlertId,
                draft.caseKey,
                draft.ruleId,
                draft.level,
                previousLevel,
                draft.title,
                draft.explanation,
                draft.key,
                draft.subject,
                draft.region,
                units.stream().map(Responsibility::addressed).toList(),
                toldBefore.stream()
                        .map(Responsibility::unit)
                        .filter(unit -> !addressed.contains(unit.id()))
                        .toList(),
                draft.firstEventAt,
                draft.lastEventAt,
                draft.raisedAt,
                draft.evidenceCount,
                createdAt);
    }

    /** They know it already from another alert of the case. */
    static void known(AlertDraft draft, List<Responsibility> units) {
        draft.told = toldNow(draft.told, units);
        draft.units = Units.concerned(draft);
    }

    /** Everybody knows what there is to tell. */
    static void told(AlertDraft draft) {
        draft.announced = true;
        draft.climbedFrom = null;
        draft.toldLevel = draft.level;
    }

    private static List<String> toldNow(List<String> told, List<Responsibility> units) {
        List<String> all = new ArrayList<>(told);
        units.stream()
                .map(unit -> unit.unit().id())
                .filter(id -> !told.contains(id))
                .forEach(all::add);
        return all;
    }

    /** The same revision of the same alert has the same trigger, whenever it is made again. */
    private static String triggerId(AlertDraft draft) {
        String name = draft.alertId + "|" + draft.revision;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
