package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import org.medsentry.rules.Measure;
import org.medsentry.schemas.document.Evidence;

/**
 * The records of one counter at one key in the order of their time, those of the same time as they came. Times and ids lie in
 * arrays of their own beside the records, for every record that comes is looked for among them.
 *
 * <p>Records that only late ones can still reach may be set aside in segments. What is asked of a log without a
 * {@link SegmentStore} is asked of the others only.
 */
public final class CountLog {

    public static final long NO_TIMER = Long.MIN_VALUE;

    private static final int LEAST = 2;
    private static final int LOOKED_THROUGH = 128;

    /** An eighth. */
    private static final int FOLDED_AT_ONCE = 8;

    private CountEntry[] entries = new CountEntry[LEAST];
    private long[] times = new long[LEAST];
    private long[] idHashes = new long[LEAST];
    private int from;
    private int to;
    private long timer = NO_TIMER;
    private Panes panes = Panes.NONE;
    private LogSegments segments = LogSegments.NONE;

    /** Where there are many entries: every id that is there, and some that are there no longer. */
    private LongSet ids;

    public int size() {
        return to - from;
    }

    /** With those that have been folded. */
    long records() {
        return size() + (panes.isEmpty() ? 0 : panes.records());
    }

    /** Whether there is nothing, set aside or not. */
    public boolean isEmpty() {
        return from == to && panes.isEmpty() && segments.isEmpty();
    }

    Panes panes() {
        return panes;
    }

    public CountEntry entry(int index) {
        return entries[from + index];
    }

    long time(int index) {
        return times[from + index];
    }

    /** Time of the newest record, set aside or not; of an empty log there is none. */
    public long newest() {
        return Math.max(from == to ? Long.MIN_VALUE : times[to - 1], Math.max(panes.newest(), segments.newest()));
    }

    /**
     * Folds the oldest records together where there are too many, set aside or not.
     *
     * @param exactMembers how many are kept one by one
     * @param paneMillis records so near in time may be folded into one
     */
    public void fold(int exactMembers, long paneMillis, List<Measure> measures, SegmentStore store) {
        if (size() + segments.records() <= exactMembers) {
            return;
        }
        int kept = exactMembers - exactMembers / FOLDED_AT_ONCE;
        while (!segments.isEmpty() && size() + segments.records() > kept) {
            CountLog oldest = segments.takeOldest(store);
            for (int index = 0; index < oldest.size(); index++) {
                fold(oldest.entry(index), measures, paneMillis);
            }
        }
        while (size() > kept) {
            fold(entries[from], measures, paneMillis);
            entries[from++] = null;
        }
    }

    private void fold(CountEntry entry, List<Measure> measures, long paneMillis) {
        panes = panes == Panes.NONE ? new Panes() : panes;
        panes.fold(entry, measures, paneMillis);
    }

    /** Sets aside what is older, where that is enough to be worth it. */
    public void setAside(long before, SegmentStore store) {
        while (size() >= segments.leastSize() && times[from + segments.leastSize() - 1] < before) {
            CountLog old = new CountLog();
            int last = from + Math.min(firstFrom(before), 2 * segments.leastSize());
            old.reserve(last - from);
            while (from < last) {
                old.put(old.to++, entries[from]);
                entries[from++] = null;
            }
            segments = segments == LogSegments.NONE ? new LogSegments() : segments;
            segments.add(old, store);
        }
    }

    /** How many segments there are. */
    public int segments() {
        return segments.size();
    }

    /** The record, in whatever version, set aside or not; null if it is not there. */
    public CountEntry known(long id, SegmentStore store) {
        int index = find(id);
        return index < 0 ? segments.find(id, store) : entry(index);
    }

    /** Forgets a record, set aside or not. */
    public void remove(long id, SegmentStore store) {
        int index = find(id);
        if (index < 0) {
            segments.remove(id, store);
        } else {
            remove(index);
        }
    }

    /** A log with all records between these times, and perhaps others; this one if none of them is set aside. */
    public CountLog reaching(long first, long last, SegmentStore store) {
        return segments.overlap(first, last) ? segments.with(this, first, last, store) : this;
    }

    /** When somebody looks after it, or {@link #NO_TIMER}. */
    public long timer() {
        return timer;
    }

    public void setTimer(long time) {
        timer = time;
    }

    /** Where the record lies, in whatever version, or -1. */
    public int find(long id) {
        if (size() > LOOKED_THROUGH && !mayHave(id)) {
            return -1;
        }
        for (int index = to - 1; index >= from; index--) {
            if (idHashes[index] == id) {
                return index - from;
            }
        }
        return -1;
    }

    private boolean mayHave(long id) {
        if (ids == null || ids.size() > 2 * size()) {
            ids = new LongSet();
            for (int index = from; index < to; index++) {
                ids.add(idHashes[index]);
            }
        }
        return ids.contains(id);
    }

    /** Puts a record that is not there behind all of its time; returns where it lies. */
    public int add(CountEntry entry) {
        if (to == entries.length) {
            makeRoom();
        }
        int place = to;
        if (from < to && times[to - 1] > entry.time()) {
            place = from + firstAfter(entry.time());
            move(place, place + 1, to - place);
        }
        put(place, entry);
        to++;
        if (ids != null) {
            ids.add(entry.id());
        }
        return place - from;
    }

    private void put(int place, CountEntry entry) {
        entries[place] = entry;
        times[place] = entry.time();
        idHashes[place] = entry.id();
    }

    private void move(int source, int target, int length) {
        System.arraycopy(entries, source, entries, target, length);
        System.arraycopy(times, source, times, target, length);
        System.arraycopy(idHashes, source, idHashes, target, length);
    }

    private void makeRoom() {
        int size = size();
        if (from > size) {
            move(from, 0, size);
            Arrays.fill(entries, size, to, null);
            from = 0;
            to = size;
        } else {
            reserve(Math.max(LEAST, size * 2));
        }
    }

    /** Room for so many in all; begins at the beginning again. */
    private void reserve(int capacity) {
        entries = Arrays.copyOf(Arrays.copyOfRange(entries, from, to), capacity);
        times = Arrays.copyOf(Arrays.copyOfRange(times, from, to), capacity);
        idHashes = Arrays.copyOf(Arrays.copyOfRange(idHashes, from, to), capacity);
        to -= from;
        from = 0;
    }

    void remove(int index) {
        move(from + index + 1, from + index, to - from - index - 1);
        entries[--to] = null;
    }

    /** Forgets what is older; of what is set aside only whole segments. */
    public void dropBefore(long time, SegmentStore store) {
        while (from < to && times[from] < time) {
            entries[from++] = null;
        }
        if (!panes.isEmpty()) {
            panes.dropBefore(time);
        }
        if (!segments.isEmpty()) {
            segments.dropBefore(time, store);
        }
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    /** Leaves nothing in the store. */
    public void clear(SegmentStore store) {
        if (!segments.isEmpty()) {
            segments.clear(store);
        }
    }

    /** Index of the first record of this time or later. */
    int firstFrom(long time) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    private int firstAfter(long time) {
        return time == Long.MAX_VALUE ? size() : firstFrom(time + 1);
    }

    /**
     * All records of both but for those that are set aside; of a record that is in both only what is here.
     *
     * @param isKnown whether this record of the older log is to be left out, too
     */
    public CountLog with(CountLog older, LongPredicate isKnown) {
        CountLog merged = new CountLog();
        merged.reserve(Math.max(LEAST, size() + older.size()));
        int next = from;
        for (int index = older.from; index < older.to; index++) {
            while (next < to && times[next] < older.times[index]) {
                merged.put(merged.to++, entries[next++]);
            }
            if (find(older.idHashes[index]) < 0 && !isKnown.test(older.idHashes[index])) {
                merged.put(merged.to++, older.entries[index]);
            }
        }
        while (next < to) {
            merged.put(merged.to++, entries[next++]);
        }
        merged.panes = panes.with(older.panes);
        return merged;
    }

    /**
     * The newest records of a window, in the order of their time; the deciding one is always among them.
     *
     * @param group null for all
     * @param most how many to cite
     */
    public List<Evidence> evidence(long start, long end, String group, int most, CountEntry deciding) {
        List<Evidence> cited = new ArrayList<>();
        boolean decided = false;
        boolean single = true;
        for (int index = firstAfter(end) - 1; index >= 0 && time(index) >= start && cited.size() < most; index--) {
            CountEntry entry = entry(index);
            if (entry.isIn(group)) {
                single &= cite(entry, cited);
                decided |= entry == deciding;
            }
        }
        if (!decided) {
            int room = Math.max(0, most - deciding.citation().records().size());
            cited.subList(Math.min(room, cited.size()), cited.size()).clear();
            single &= cite(deciding, cited);
        }
        Collections.reverse(cited);
        return single
                ? cited
                : cited.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Evidence::occurredAt))
                        .toList();
    }

    /** Newest first. */
    private static boolean cite(CountEntry entry, List<Evidence> cited) {
        List<Evidence> records = entry.citation().records();
        for (int record = records.size() - 1; record >= 0; record--) {
            cited.add(records.get(record));
        }
        return records.size() == 1;
    }

    /** Entries are shared, nothing else. */
    public CountLog copy() {
        CountLog copy = new CountLog();
        int end = Math.max(to, from + LEAST);
        copy.entries = Arrays.copyOfRange(entries, from, end);
        copy.times = Arrays.copyOfRange(times, from, end);
        copy.idHashes = Arrays.copyOfRange(idHashes, from, end);
        copy.to = size();
        copy.timer = timer;
        copy.panes = panes.isEmpty() ? Panes.NONE : panes.copy();
        copy.segments = segments.isEmpty() ? LogSegments.NONE : segments.copy();
        return copy;
    }

    public void writePanes(DataOutput target) throws IOException {
        panes.write(target);
    }

    public void readPanes(DataInput source) throws IOException {
        panes = Panes.read(source);
    }

    public void writeSegments(DataOutput target) throws IOException {
        segments.write(target);
    }

    public void readSegments(DataInput source) throws IOException {
        segments = LogSegments.read(source);
    }
}
