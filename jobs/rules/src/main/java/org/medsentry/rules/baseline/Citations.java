package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The newest records of a pane, each as the packed citation that a signal may show, in the order of time. */
final class Citations {

    /** What a signal cites. */
    private static final int MOST = 100;

    private static final long[] NO_NUMBERS = {};
    private static final byte[][] NO_BYTES = {};

    private long[] times = NO_NUMBERS;
    private long[] ids = NO_NUMBERS;
    private byte[][] packed = NO_BYTES;
    private int size;

    void add(long time, long id, byte[] citation) {
        int place = size;
        while (place > 0 && times[place - 1] > time) {
            place--;
        }
        if (place == 0 && size == MOST) {
            return;
        }
        if (size == MOST) {
            removeAt(0);
            place--;
        }
        if (size == times.length) {
            resize(Math.min(MOST, size + size / 2 + 2));
        }
        System.arraycopy(times, place, times, place + 1, size - place);
        System.arraycopy(ids, place, ids, place + 1, size - place);
        System.arraycopy(packed, place, packed, place + 1, size - place);
        times[place] = time;
        ids[place] = id;
        packed[place] = citation;
        size++;
    }

    void remove(long id) {
        for (int place = 0; place < size; place++) {
            if (ids[place] == id) {
                removeAt(place);
                return;
            }
        }
    }

    private void removeAt(int place) {
        int behind = size - place - 1;
        System.arraycopy(times, place + 1, times, place, behind);
        System.arraycopy(ids, place + 1, ids, place, behind);
        System.arraycopy(packed, place + 1, packed, place, behind);
        packed[--size] = null;
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity);
        ids = Arrays.copyOf(ids, capacity);
        packed = Arrays.copyOf(packed, capacity);
    }

    /** The pane is over: few will come. */
    void trim() {
        if (size < times.length) {
            resize(size);
        }
    }

    List<byte[]> all() {
        return List.of(Arrays.copyOf(packed, size));
    }

    Citations copy() {
        Citations copy = new Citations();
        if (size > 0) {
            copy.times = Arrays.copyOf(times, size);
            copy.ids = Arrays.copyOf(ids, size);
            copy.packed = Arrays.copyOf(packed, size);
            copy.size = size;
        }
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeByte(size);
        for (int place = 0; place < size; place++) {
            target.writeLong(times[place]);
            target.writeLong(ids[place]);
            target.writeInt(packed[place].length);
            target.write(packed[place]);
        }
    }

    static Citations read(DataInput source) throws IOException {
        Citations citations = new Citations();
        citations.size = source.readByte();
        citations.resize(citations.size);
        for (int place = 0; place < citations.size; place++) {
            citations.times[place] = source.readLong();
            citations.ids[place] = source.readLong();
            citations.packed[place] = new byte[source.readInt()];
            source.readFully(citations.packed[place]);
        }
        return citations;
    }
}
