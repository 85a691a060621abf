package org.medsentry.streaming.alert.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.medsentry.schemas.document.UnitReference;

/** Who answers for an alert, who was told of it, and who comes next if nobody acknowledges it. */
final class Units {

    private Units() {}

    /** All units so far, each as the newest reference data describe it. */
    static List<Responsibility> merged(List<Responsibility> known, List<Responsibility> more) {
        if (known.containsAll(more)) {
            return known;
        }
        Map<String, Responsibility> byId = new LinkedHashMap<>();
        known.forEach(unit -> byId.put(unit.unit().id(), unit));
        more.forEach(unit -> byId.merge(unit.unit().id(), unit, Units::newer));
        return new ArrayList<>(byId.values());
    }

    /** A unit that answers for one of the places answers for the alert. */
    private static Responsibility newer(Responsibility known, Responsibility newer) {
        return newer.minLevel() == null && known.minLevel() != null
                ? new Responsibility(newer.unit(), known.minLevel(), newer.digits(), newer.channels())
                : newer;
    }

    /** Those who answer for it at its level, and those who were told of it. */
    static List<UnitReference> concerned(AlertDraft draft) {
        return draft.responsibilities.stream()
                .filter(unit -> isConcerned(draft, unit))
                .map(Responsibility::unit)
                .toList();
    }

    private static boolean isConcerned(AlertDraft draft, Responsibility unit) {
        return unit.answersFor(draft.level) || wasTold(draft, unit);
    }

    private static boolean wasTold(AlertDraft draft, Responsibility unit) {
        return draft.told.contains(unit.unit().id());
    }

    static List<Responsibility> told(AlertDraft draft) {
        return draft.responsibilities.stream()
                .filter(unit -> wasTold(draft, unit))
                .toList();
    }

    /** Whom a trigger concerns that is no escalation: the nearest above where nobody answers for this level. */
    static List<Responsibility> addressed(AlertDraft draft) {
        List<Responsibility> concerned = draft.responsibilities.stream()
                .filter(unit -> isConcerned(draft, unit))
                .toList();
        return concerned.isEmpty() ? nextAbove(draft) : concerned;
    }

    /** Of those whom the alert does not concern yet, all of the nearest region, whatever level they answer for. */
    static List<Responsibility> nextAbove(AlertDraft draft) {
        Predicate<Responsibility> left = unit -> !isConcerned(draft, unit);
        int nearest = draft.responsibilities.stream()
                .filter(left)
                .mapToInt(Responsibility::digits)
                .max()
                .orElse(0);
        return draft.responsibilities.stream()
                .filter(left.and(unit -> unit.digits() == nearest))
                .toList();
    }
}
