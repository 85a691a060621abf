package org.medsentry.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The versions of a count rule, to know what state the newest goes on from: records that were counted under other conditions
 * or parameters lie under another name, and still count as long as the shape is the same. It depends on what was published and
 * not on the order in which it was read.
 */
final class Lineage {

    private record Version(String shape, String watchId) {}

    private final TreeMap<Integer, Version> versions = new TreeMap<>();
    private int removed;

    void add(CountRule rule) {
        if (rule.version() > removed) {
            versions.put(rule.version(), new Version(rule.shape(), rule.watchId()));
        }
    }

    /** The state of a removed version, and of those before it, is gone. */
    void removeUpTo(int version) {
        removed = Math.max(removed, version);
        versions.headMap(version, true).clear();
    }

    /** Names of the state that this version reads, its own first. */
    List<String> statesOf(CountRule rule) {
        List<String> states = new ArrayList<>();
        states.add(rule.watchId());
        for (Version version :
                versions.headMap(rule.version(), false).descendingMap().values()) {
            if (version.shape().equals(rule.shape()) && !states.contains(version.watchId())) {
                states.add(version.watchId());
            }
        }
        return states;
    }
}
