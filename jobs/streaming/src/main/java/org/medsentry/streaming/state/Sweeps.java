package org.medsentry.streaming.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Has somebody look after state some time after it has expired. Most keys come once and expire days later; a timer for each, which
 * Flink finds by its key and keeps in order, costs more than the rest of what such a key costs. Here the keys that expire at about
 * the same time are one list, which is in memory until a checkpoint has to know of it. Then it goes to state, with one timer for all
 * keys of a key group, at a key that stands for the group, so that it moves with its keys.
 */
public final class Sweeps {

    private static final char MARK = '\u0001';
    private static final ListStateDescriptor<String> KEYS = new ListStateDescriptor<>("sweep", TextSerializer.INSTANCE);

    /** Takes a key whose turn has come. */
    public interface Taker {
        void take(String key, String owner, long time) throws Exception;
    }

    private final KeyedStateBackend<String> backend;
    private final InternalTimerService<String> timers;

    /** What no checkpoint knows of yet, by time and owner. */
    private final TreeMap<Long, Map<String, List<String>>> fresh = new TreeMap<>();

    /** By key group, as far as they have been asked for. */
    private final String[] standIns;

    private int tried;

    /** The list that was added to last, for most keys go where the one before went. */
    private List<String> last;

    private String lastOwner;
    private long lastTime;

    /**
     * Of the keys of an operator.
     *
     * @param timers whose listener asks {@link #isSweep} of a timer's namespace
     * @param keyGroups how many there are in all
     */
    public Sweeps(KeyedStateBackend<String> backend, InternalTimerService<String> timers, int keyGroups) {
        this.backend = backend;
        this.timers = timers;
        this.standIns = new String[keyGroups];
    }

    /**
     * State of the current key has expired by a time.
     *
     * @param owner of the state
     * @param coarseness how much later than that its turn may come, in milliseconds
     * @return when its turn comes
     */
    public long add(String owner, long time, long coarseness) {
        long due = (Math.floorDiv(time, coarseness) + 1) * coarseness;
        if (last == null || due != lastTime || !owner.equals(lastOwner)) {
            last = fresh.computeIfAbsent(due, none -> new HashMap<>())
                    .computeIfAbsent(owner, none -> new ArrayList<>());
            lastOwner = owner;
            lastTime = due;
        }
        last.add(backend.getCurrentKey());
        return due;
    }

    /** Takes out what is due and in memory; what is in state has its timers. */
    public void advance(long watermark, Taker taker) throws Exception {
        while (!fresh.isEmpty() && fresh.firstKey() <= watermark) {
            Map.Entry<Long, Map<String, List<String>>> due = fresh.pollFirstEntry();
            last = null;
            for (Map.Entry<String, List<String>> keys : due.getValue().entrySet()) {
                for (String key : keys.getValue()) {
                    taker.take(key, keys.getKey(), due.getKey());
                }
            }
        }
    }

    /** Puts all into state; call it before a checkpoint. The current key is another one afterwards. */
    public void keep() throws Exception {
        for (Map.Entry<Long, Map<String, List<String>>> due : fresh.entrySet()) {
            for (Map.Entry<String, List<String>> keys : due.getValue().entrySet()) {
                keep(MARK + keys.getKey() + MARK + due.getKey(), due.getKey(), keys.getValue());
            }
        }
        fresh.clear();
        last = null;
    }

    private void keep(String namespace, long due, List<String> keys) throws Exception {
        Map<Integer, List<String>> byGroup = new HashMap<>();
        for (String key : keys) {
            byGroup.computeIfAbsent(group(key), none -> new ArrayList<>()).add(key);
        }
        for (Map.Entry<Integer, List<String>> ofGroup : byGroup.entrySet()) {
            backend.setCurrentKey(standIn(ofGroup.getKey()));
            kept(namespace).addAll(ofGroup.getValue());
            timers.registerEventTimeTimer(namespace, due);
        }
    }

    private int group(String key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, standIns.length);
    }

    /** Any text that falls into the group. */
    private String standIn(int group) {
        while (standIns[group] == null) {
            String next = MARK + Integer.toString(tried++);
            if (standIns[group(next)] == null) {
                standIns[group(next)] = next;
            }
        }
        return standIns[group];
    }

    private ListState<String> kept(String namespace) throws Exception {
        return backend.getPartitionedState(namespace, TextSerializer.INSTANCE, KEYS);
    }

    /** Whether a timer of this namespace is one of a sweep. */
    public static boolean isSweep(String namespace) {
        return !namespace.isEmpty() && namespace.charAt(0) == MARK;
    }

    /** Takes out what a timer is for, which fires at the current key. The current key is another one afterwards. */
    public void fired(String namespace, long time, Taker taker) throws Exception {
        ListState<String> kept = kept(namespace);
        List<String> keys = new ArrayList<>();
        kept.get().forEach(keys::add);
        kept.clear();
        String owner = namespace.substring(1, namespace.lastIndexOf(MARK));
        for (String key : keys) {
            taker.take(key, owner, time);
        }
    }

    /** Nobody will look after state of this owner any longer. The current key is another one afterwards. */
    public void release(String owner) throws Exception {
        fresh.values().forEach(owners -> owners.remove(owner));
        last = null;
        String prefix = MARK + owner + MARK;
        List<Tuple2<String, String>> lists;
        try (Stream<Tuple2<String, String>> all = backend.getKeysAndNamespaces(KEYS.getName())) {
            lists = all.filter(list -> list.f1.startsWith(prefix)).toList();
        }
        for (Tuple2<String, String> list : lists) {
            backend.setCurrentKey(list.f0);
            kept(list.f1).clear();
            timers.deleteEventTimeTimer(list.f1, Long.parseLong(list.f1.substring(prefix.length())));
        }
    }
}
