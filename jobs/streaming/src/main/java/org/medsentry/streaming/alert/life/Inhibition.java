package org.medsentry.streaming.alert.life;

import java.util.Collection;
import java.util.Comparator;

/**
 * Which alert of a case speaks for which other, so that one cause triggers once. Either its rule says so, or both are of one rule
 * for places one of which holds the other: then the higher speaks, a province that has climbed above its counties for all of them;
 * at equal level the place where it happens speaks, and not every region around it.
 */
final class Inhibition {

    private static final Comparator<CaseMember> FIRST_RAISED =
            Comparator.comparing(CaseMember::raisedAt).thenComparing(CaseMember::alertId);

    /** Of several that speak for an alert, the one that is shown. */
    private static final Comparator<CaseMember> FOREMOST = Comparator.comparing(CaseMember::level)
            .thenComparingInt(member -> member.territory().size())
            .reversed()
            .thenComparing(FIRST_RAISED);

    private Inhibition() {}

    /** Whether the first speaks for the second. Never both for each other. */
    static boolean inhibits(CaseMember speaker, CaseMember other) {
        return !speaker.alertId().equals(other.alertId())
                && Territory.nested(speaker.territory(), other.territory())
                && (byItsRule(speaker, other) || byItsPlace(speaker, other));
    }

    private static boolean byItsRule(CaseMember speaker, CaseMember other) {
        if (!claims(speaker, other)) {
            return false;
        }
        // Rules that name each other would leave nobody to speak.
        return !claims(other, speaker) || FIRST_RAISED.compare(speaker, other) < 0;
    }

    private static boolean claims(CaseMember speaker, CaseMember other) {
        return !speaker.ruleId().equals(other.ruleId())
                && speaker.inhibits().contains(other.ruleId())
                && speaker.level().atLeast(other.level());
    }

    private static boolean byItsPlace(CaseMember speaker, CaseMember other) {
        if (!speaker.isPartOrWholeOf(other)) {
            return false;
        }
        if (speaker.level() != other.level()) {
            return speaker.level().atLeast(other.level());
        }
        int wider =
                Integer.compare(other.territory().size(), speaker.territory().size());
        return wider < 0 || wider == 0 && FIRST_RAISED.compare(speaker, other) < 0;
    }

    /** Id of the alert that speaks for this one, or null. */
    static String speakerFor(CaseMember member, Collection<CaseMember> others) {
        return others.stream()
                .filter(other -> inhibits(other, member))
                .min(FOREMOST)
                .map(CaseMember::alertId)
                .orElse(null);
    }
}
