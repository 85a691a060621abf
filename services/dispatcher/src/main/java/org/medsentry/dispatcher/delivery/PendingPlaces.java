package org.medsentry.dispatcher.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the triggers stand that are not over for everybody: no offset behind the first of them may be committed. */
final class PendingPlaces {
    private final Map<Integer, TreeMap<Long, Integer>> byPartition = new HashMap<>();

    void hold(Place place) {
        byPartition
                .computeIfAbsent(place.partition(), partition -> new TreeMap<>())
                .merge(place.offset(), 1, Integer::sum);
    }

    void release(Place place) {
        TreeMap<Long, Integer> places = byPartition.get(place.partition());
        if (places != null) {
            places.computeIfPresent(place.offset(), (offset, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The first place that is held, or the fallback if none is. */
    long first(int partition, long fallback) {
        TreeMap<Long, Integer> places = byPartition.get(partition);
        return places == null || places.isEmpty() ? fallback : Math.min(places.firstKey(), fallback);
    }

    void drop(Set<Integer> partitions) {
        byPartition.keySet().removeAll(partitions);
    }
}
