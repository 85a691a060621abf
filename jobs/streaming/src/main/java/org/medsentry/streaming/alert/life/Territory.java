package org.medsentry.streaming.alert.life;

import java.util.List;
import org.medsentry.rules.RegionLevel;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.reference.RegionCodes;

/**
 * The place that an alert is about, as the codes around it. An alert that is counted for a region is about all of it; its region
 * field only shows the smallest region around its evidence.
 */
final class Territory {

    private static final String NATION = "000000";

    private Territory() {}

    static List<String> of(SubjectKey key, RegionReference region) {
        if (RegionLevel.isKeyOfRegion(key)) {
            return path(RegionLevel.codeOf(key));
        }
        return region == null ? List.of() : path(region.code());
    }

    /** What a key names beside its region; null for a key that names none. */
    static String countedFor(SubjectKey key) {
        return RegionLevel.isKeyOfRegion(key)
                ? key.value().substring(0, Math.max(0, key.value().lastIndexOf('|')))
                : null;
    }

    private static List<String> path(String code) {
        return code.equals(NATION) ? List.of() : RegionCodes.path(code);
    }

    /** Whether the first holds the second, or is the same. */
    static boolean holds(List<String> wide, List<String> narrow) {
        return wide.size() <= narrow.size() && narrow.subList(0, wide.size()).equals(wide);
    }

    static boolean nested(List<String> first, List<String> second) {
        return holds(first, second) || holds(second, first);
    }
}
