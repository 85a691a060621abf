package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.RegionLevel;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/** What all rules found in one record, gathered by key. Used again for the next record. */
final class Findings {

    private record AtKey(List<Firing> firings, List<Hit> hits, List<Hit> withdrawals) {
        AtKey() {
            this(new ArrayList<>(2), new ArrayList<>(2), new ArrayList<>(0));
        }

        boolean isEmpty() {
            return firings.isEmpty() && hits.isEmpty() && withdrawals.isEmpty();
        }

        /** That of the hits; firings bring their own. */
        Subject subject() {
            return hits.isEmpty() ? null : hits.get(0).subject();
        }
    }

    private final Map<SubjectKey, AtKey> byKey = new LinkedHashMap<>();
    private final PackedRegions packedRegions = new PackedRegions();

    void add(Firing firing) {
        at(firing.key()).firings().add(firing);
    }

    void add(Hit hit) {
        at(hit.key()).hits().add(hit);
    }

    /** What an earlier version of the record meant: taken back wherever this version does not mean the same. */
    void replace(Hit former) {
        AtKey found = at(former.key());
        boolean stillThere = found.hits().stream().anyMatch(hit -> hit.watchId().equals(former.watchId()));
        if (!stillThere) {
            found.withdrawals().add(former.withdrawal());
        }
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    private AtKey at(SubjectKey key) {
        return byKey.computeIfAbsent(key, none -> new AtKey());
    }

    /**
     * Sends what was found, and forgets it.
     *
     * @param region of the record; a key that is a region has its own
     * @param regions gives a region by its code
     */
    void route(
            RecordIdentity identity,
            List<Evidence> evidence,
            RegionReference region,
            Function<String, RegionReference> regions,
            long rulesPosition,
            Consumer<RoutedRecord> out) {
        Particulars ofRecord = null;
        for (Map.Entry<SubjectKey, AtKey> entry : byKey.entrySet()) {
            AtKey found = entry.getValue();
            if (found.isEmpty()) {
                continue;
            }
            SubjectKey key = entry.getKey();
            if (ofRecord == null) {
                ofRecord = Particulars.of(evidence, region, packedRegions.of(region), found.subject());
            }
            RegionReference place = RegionLevel.isKeyOfRegion(key) ? regions.apply(RegionLevel.codeOf(key)) : region;
            Particulars particulars = place == region ? ofRecord : ofRecord.at(place, packedRegions.of(place));
            out.accept(new RoutedRecord(
                    key, identity, particulars, rulesPosition, found.firings(), found.hits(), found.withdrawals()));
        }
        byKey.clear();
    }
}
