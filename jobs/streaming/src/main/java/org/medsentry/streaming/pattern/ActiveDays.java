package org.medsentry.streaming.pattern;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** On which of the last 64 days a source was active. */
final class ActiveDays {

    private static final int DAYS = 64;

    /** Bit {@code i}: active {@code i} days before the newest day. */
    private long bits;

    private long newest;

    void seen(long day) {
        if (bits == 0) {
            newest = day;
        }
        long ahead = day - newest;
        if (ahead > 0) {
            bits = ahead >= DAYS ? 0 : bits << ahead;
            newest = day;
        }
        long back = newest - day;
        if (back < DAYS) {
            bits |= 1L << back;
        }
    }

    void addAll(ActiveDays other) {
        long left = other.bits;
        while (left != 0) {
            long earliest = Long.highestOneBit(left);
            seen(other.newest - Long.numberOfTrailingZeros(earliest));
            left ^= earliest;
        }
    }

    /** Whether it was active on each of so many days up to this one. */
    boolean wasActive(long lastDay, int days) {
        long later = newest - lastDay;
        if (later < 0 || later >= DAYS) {
            return false;
        }
        long wanted = (days >= DAYS ? -1L : (1L << days) - 1) << later;
        return (bits & wanted) == wanted;
    }

    ActiveDays copy() {
        ActiveDays copy = new ActiveDays();
        copy.bits = bits;
        copy.newest = newest;
        return copy;
    }

    void write(DataOutputView target) throws IOException {
        target.writeLong(bits);
        target.writeLong(newest);
    }

    static ActiveDays read(DataInputView source) throws IOException {
        ActiveDays days = new ActiveDays();
        days.bits = source.readLong();
        days.newest = source.readLong();
        return days;
    }
}
