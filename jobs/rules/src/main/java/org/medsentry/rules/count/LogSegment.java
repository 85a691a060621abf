package org.medsentry.rules.count;

/**
 * What a log still knows of records that it has set aside: enough to tell when to look for them. Immutable.
 *
 * @param number in the {@link SegmentStore}
 * @param first time of the oldest record
 * @param last time of the newest record
 * @param prints two bytes of the id of each record
 * @param mask six bits of the id of each record: tells most others from them at once
 */
record LogSegment(int number, long first, long last, byte[] prints, long mask) {

    private static final int BYTES = 2;

    static LogSegment of(int number, CountLog records) {
        byte[] prints = new byte[BYTES * records.size()];
        for (int index = 0; index < records.size(); index++) {
            long id = records.entry(index).id();
            prints[BYTES * index] = (byte) (id >>> Byte.SIZE);
            prints[BYTES * index + 1] = (byte) id;
        }
        return of(number, records.time(0), records.newest(), prints);
    }

    static LogSegment of(int number, long first, long last, byte[] prints) {
        long mask = 0;
        for (int index = 1; index < prints.length; index += BYTES) {
            mask |= 1L << prints[index];
        }
        return new LogSegment(number, first, last, prints, mask);
    }

    int size() {
        return prints.length / BYTES;
    }

    /** Whether the record can be in it; one in 65,536 others looks so too. */
    boolean mayHave(long id) {
        return (mask >>> id & 1) != 0 && hasPrint(id);
    }

    private boolean hasPrint(long id) {
        byte high = (byte) (id >>> Byte.SIZE);
        byte low = (byte) id;
        for (int index = 0; index < prints.length; index += BYTES) {
            if (prints[index + 1] == low && prints[index] == high) {
                return true;
            }
        }
        return false;
    }

    boolean overlaps(long from, long to) {
        return first <= to && last >= from;
    }
}
