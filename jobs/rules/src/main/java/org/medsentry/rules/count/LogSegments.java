package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log has set aside. A record that only late ones can still share a window with is written away once and read again only if such
 * a one comes, so that what every record reads and writes does not grow with how late records may be.
 */
final class LogSegments {

    private static final int LEAST_SIZE = 16;
    private static final int MANY = 32;

    /** Those of a log that has set nothing aside; not to be changed. */
    static final LogSegments NONE = new LogSegments(List.of());

    private final List<LogSegment> segments;
    private int records;

    LogSegments() {
        this(new ArrayList<>(2));
    }

    private LogSegments(List<LogSegment> segments) {
        this.segments = segments;
    }

    int records() {
        return records;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    int size() {
        return segments.size();
    }

    /** How many records are worth a segment: the more there are, the more, so that there are never many segments. */
    int leastSize() {
        return Math.max(LEAST_SIZE, records / MANY);
    }

    /** Time of the newest record; {@code Long.MIN_VALUE} if there is none. */
    long newest() {
        long newest = Long.MIN_VALUE;
        for (LogSegment segment : segments) {
            newest = Math.max(newest, segment.last());
        }
        return newest;
    }

    void add(CountLog setAside, SegmentStore store) {
        int number = isEmpty() ? 0 : segments.get(segments.size() - 1).number() + 1;
        store.write(number, setAside);
        add(LogSegment.of(number, setAside));
    }

    private void add(LogSegment segment) {
        segments.add(segment);
        records += segment.size();
    }

    private void drop(int place, SegmentStore store) {
        LogSegment gone = segments.remove(place);
        records -= gone.size();
        store.remove(gone.number());
    }

    /** The record, in whatever version; null if it is not here. */
    CountEntry find(long id, SegmentStore store) {
        for (LogSegment segment : segments) {
            if (segment.mayHave(id)) {
                CountLog kept = store.read(segment.number());
                int index = kept.find(id);
                if (index >= 0) {
                    return kept.entry(index);
                }
            }
        }
        return null;
    }

    void remove(long id, SegmentStore store) {
        for (int place = 0; place < segments.size(); place++) {
            LogSegment segment = segments.get(place);
            if (segment.mayHave(id)) {
                CountLog kept = store.read(segment.number());
                int index = kept.find(id);
                if (index >= 0) {
                    kept.remove(index);
                    replace(place, kept, store);
                    return;
                }
            }
        }
    }

    private void replace(int place, CountLog kept, SegmentStore store) {
        if (kept.size() == 0) {
            drop(place, store);
            return;
        }
        LogSegment segment = segments.get(place);
        store.write(segment.number(), kept);
        segments.set(place, LogSegment.of(segment.number(), kept));
        records--;
    }

    boolean overlap(long from, long to) {
        for (LogSegment segment : segments) {
            if (segment.overlaps(from, to)) {
                return true;
            }
        }
        return false;
    }

    /** The log together with the segments that have a time between these. */
    CountLog with(CountLog log, long from, long to, SegmentStore store) {
        CountLog all = log;
        // the newest first: what is merged later comes earlier among records of the same time
        for (int place = segments.size() - 1; place >= 0; place--) {
            LogSegment segment = segments.get(place);
            if (segment.overlaps(from, to)) {
                all = all.with(store.read(segment.number()), id -> false);
            }
        }
        return all;
    }

    /** Takes back the segment that ends first. */
    CountLog takeOldest(SegmentStore store) {
        int oldest = 0;
        for (int place = 1; place < segments.size(); place++) {
            if (segments.get(place).last() < segments.get(oldest).last()) {
                oldest = place;
            }
        }
        CountLog taken = store.read(segments.get(oldest).number());
        drop(oldest, store);
        return taken;
    }

    /** Forgets segments all of which is older. */
    void dropBefore(long time, SegmentStore store) {
        for (int place = segments.size() - 1; place >= 0; place--) {
            if (segments.get(place).last() < time) {
                drop(place, store);
            }
        }
    }

    void clear(SegmentStore store) {
        for (LogSegment segment : segments) {
            store.remove(segment.number());
        }
        segments.clear();
        records = 0;
    }

    LogSegments copy() {
        LogSegments copy = new LogSegments();
        segments.forEach(copy::add);
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeInt(segments.size());
        for (LogSegment segment : segments) {
            target.writeInt(segment.number());
            target.writeLong(segment.first());
            target.writeLong(segment.last());
            target.writeInt(segment.prints().length);
            target.write(segment.prints());
        }
    }

    static LogSegments read(DataInput source) throws IOException {
        int left = source.readInt();
        if (left == 0) {
            return NONE;
        }
        LogSegments read = new LogSegments();
        for (; left > 0; left--) {
            int number = source.readInt();
            long first = source.readLong();
            long last = source.readLong();
            byte[] prints = new byte[source.readInt()];
            source.readFully(prints);
            read.add(LogSegment.of(number, first, last, prints));
        }
        return read;
    }
}
