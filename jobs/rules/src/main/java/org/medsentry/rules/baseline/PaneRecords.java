package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.medsentry.rules.Measure;

/**
 * The records that one pane has counted, so that none counts twice and each can be taken back: 8 bytes a record, 16 where the measure
 * takes a value from it.
 */
final class PaneRecords {

    private static final long[] NONE = {};
    private static final int LEAST = 8;
    private static final int FIRST_VERSION = 1;

    /** In ascending order; those that lie beside them belong to the same record. */
    private long[] ids = NONE;

    /** Null where no record has a value. */
    private long[] values;

    /** Null where all are first versions. */
    private int[] versions;

    private int size;

    int size() {
        return size;
    }

    /**
     * As {@link Arrays#binarySearch}, but from where it ought to lie: ids are hashes, so they lie evenly, and every record is looked
     * for in every pane that can still change.
     */
    int find(long id) {
        if (size == 0) {
            return -1;
        }
        int guess = (int) Math.multiplyHigh((id >> 1) - (Long.MIN_VALUE >> 1), 2L * size);
        int step = 1;
        int low = guess;
        while (low > 0 && ids[low] > id) {
            low = Math.max(0, low - step);
            step *= 2;
        }
        int high = guess + 1;
        step = 1;
        while (high < size && ids[high - 1] < id) {
            high = Math.min(size, high + step);
            step *= 2;
        }
        return Arrays.binarySearch(ids, low, high, id);
    }

    int version(int index) {
        return versions == null ? FIRST_VERSION : versions[index];
    }

    /** The record is not there yet. */
    void add(long id, int version, long value) {
        int index = -find(id) - 1;
        if (size == ids.length) {
            grow();
        }
        shift(ids, index, index + 1, size - index);
        if (values != null) {
            shift(values, index, index + 1, size - index);
            values[index] = 0;
        }
        if (versions != null) {
            System.arraycopy(versions, index, versions, index + 1, size - index);
            versions[index] = FIRST_VERSION;
        }
        ids[index] = id;
        size++;
        set(index, version, value);
    }

    void set(int index, int version, long value) {
        if (value != 0 && values == null) {
            values = new long[ids.length];
        }
        if (values != null) {
            values[index] = value;
        }
        if (version != FIRST_VERSION && versions == null) {
            versions = new int[ids.length];
            Arrays.fill(versions, FIRST_VERSION);
        }
        if (versions != null) {
            versions[index] = version;
        }
    }

    void remove(int index) {
        int behind = size - index - 1;
        shift(ids, index + 1, index, behind);
        if (values != null) {
            shift(values, index + 1, index, behind);
        }
        if (versions != null) {
            System.arraycopy(versions, index + 1, versions, index, behind);
        }
        size--;
    }

    private static void shift(long[] array, int from, int to, int count) {
        System.arraycopy(array, from, array, to, count);
    }

    private void grow() {
        int capacity = Math.max(LEAST, size + size / 2);
        ids = Arrays.copyOf(ids, capacity);
        values = values == null ? null : Arrays.copyOf(values, capacity);
        versions = versions == null ? null : Arrays.copyOf(versions, capacity);
    }

    /** What the measure makes of them; never negative, for a detector counts. */
    double measured(Measure.Kind kind) {
        return switch (kind) {
            case COUNT -> size;
            case DISTINCT ->
                values == null
                        ? Math.min(1, size)
                        : Arrays.stream(values, 0, size).distinct().count();
            case SUM -> Math.max(0, sum());
            case EARLIEST, LATEST, SPREAD -> throw new IllegalArgumentException("no count: " + kind);
        };
    }

    private double sum() {
        double sum = 0;
        for (int index = 0; index < size && values != null; index++) {
            sum += Double.longBitsToDouble(values[index]);
        }
        return sum;
    }

    PaneRecords copy() {
        PaneRecords copy = new PaneRecords();
        copy.ids = size == 0 ? NONE : Arrays.copyOf(ids, size);
        copy.values = values == null ? null : Arrays.copyOf(values, size);
        copy.versions = versions == null ? null : Arrays.copyOf(versions, size);
        copy.size = size;
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeInt(size);
        target.writeByte((values == null ? 0 : 1) | (versions == null ? 0 : 2));
        for (int index = 0; index < size; index++) {
            target.writeLong(ids[index]);
            if (values != null) {
                target.writeLong(values[index]);
            }
            if (versions != null) {
                target.writeInt(versions[index]);
            }
        }
    }

    static PaneRecords read(DataInput source) throws IOException {
        PaneRecords records = new PaneRecords();
        records.size = source.readInt();
        int has = source.readByte();
        records.ids = records.size == 0 ? NONE : new long[records.size];
        records.values = (has & 1) == 0 ? null : new long[records.size];
        records.versions = (has & 2) == 0 ? null : new int[records.size];
        for (int index = 0; index < records.size; index++) {
            records.ids[index] = source.readLong();
            if (records.values != null) {
                records.values[index] = source.readLong();
            }
            if (records.versions != null) {
                records.versions[index] = source.readInt();
            }
        }
        return records;
    }
}
