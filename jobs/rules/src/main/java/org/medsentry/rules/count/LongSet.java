package org.medsentry.rules.count;

import java.util.function.LongConsumer;

/** Different numbers that are spread evenly already, as fingerprints are. Cleared without being swept. */
final class LongSet {

    private static final int LEAST = 16;

    private long[] values = new long[LEAST];
    private int[] stamps = new int[LEAST];
    private int stamp = 1;
    private int size;

    /** Whether it was not there before. */
    boolean add(long value) {
        int place = place(value);
        if (stamps[place] == stamp) {
            return false;
        }
        values[place] = value;
        stamps[place] = stamp;
        if (++size * 2 > values.length) {
            grow();
        }
        return true;
    }

    boolean contains(long value) {
        return stamps[place(value)] == stamp;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        stamp++;
    }

    long[] toArray() {
        long[] all = new long[size];
        int next = 0;
        for (int place = 0; place < values.length; place++) {
            if (stamps[place] == stamp) {
                all[next++] = values[place];
            }
        }
        return all;
    }

    /** Empty, and as small as at first. */
    void reset() {
        values = new long[LEAST];
        stamps = new int[LEAST];
        stamp = 1;
        size = 0;
    }

    void forEach(LongConsumer consumer) {
        for (int place = 0; place < values.length; place++) {
            if (stamps[place] == stamp) {
                consumer.accept(values[place]);
            }
        }
    }

    private int place(long value) {
        int mask = values.length - 1;
        int place = (int) value & mask;
        while (stamps[place] == stamp && values[place] != value) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] before = values;
        int[] stampsBefore = stamps;
        values = new long[before.length * 2];
        stamps = new int[before.length * 2];
        int taken = stamp;
        stamp = 1;
        for (int index = 0; index < before.length; index++) {
            if (stampsBefore[index] == taken) {
                int place = place(before[index]);
                values[place] = before[index];
                stamps[place] = stamp;
            }
        }
    }
}
