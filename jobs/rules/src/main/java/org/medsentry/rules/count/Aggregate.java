package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.medsentry.rules.Measure;

/** What becomes of the contributions to one measure, in whatever order they come. */
abstract sealed class Aggregate permits Aggregate.Count, Aggregate.Sum, Aggregate.Time, Distinct, Highest {

    static Aggregate of(Measure measure) {
        return measure.per() ? new Highest(measure.kind()) : of(measure.kind());
    }

    static Aggregate of(Measure.Kind kind) {
        return switch (kind) {
            case COUNT, SPREAD -> new Count();
            case DISTINCT -> new Distinct();
            case SUM -> new Sum();
            case EARLIEST -> new Time(false);
            case LATEST -> new Time(true);
        };
    }

    /**
     * One record.
     *
     * @param value fingerprint, or bits of a number
     * @param per fingerprint of the group of its own
     */
    abstract void add(long value, long per, long time);

    /** @param other of the same kind */
    abstract void add(Aggregate other);

    abstract double number();

    abstract void clear();

    abstract void write(DataOutput target) throws IOException;

    /** Into an empty one. */
    abstract void read(DataInput source) throws IOException;

    /** How many records. */
    static final class Count extends Aggregate {
        private long count;

        void set(long counted) {
            count = counted;
        }

        @Override
        void add(long value, long per, long time) {
            count++;
        }

        @Override
        void add(Aggregate other) {
            count += ((Count) other).count;
        }

        @Override
        double number() {
            return count;
        }

        @Override
        void clear() {
            count = 0;
        }

        @Override
        void write(DataOutput target) throws IOException {
            target.writeLong(count);
        }

        @Override
        void read(DataInput source) throws IOException {
            count = source.readLong();
        }
    }

    /** Values added up. */
    static final class Sum extends Aggregate {
        private double sum;

        @Override
        void add(long value, long per, long time) {
            sum += Double.longBitsToDouble(value);
        }

        @Override
        void add(Aggregate other) {
            sum += ((Sum) other).sum;
        }

        @Override
        double number() {
            return sum;
        }

        @Override
        void clear() {
            sum = 0;
        }

        @Override
        void write(DataOutput target) throws IOException {
            target.writeDouble(sum);
        }

        @Override
        void read(DataInput source) throws IOException {
            sum = source.readDouble();
        }
    }

    /** The earliest or latest time. */
    static final class Time extends Aggregate {
        private final boolean latest;
        private boolean known;
        private long time;

        Time(boolean latest) {
            this.latest = latest;
        }

        @Override
        void add(long value, long per, long added) {
            time = !known ? added : latest ? Math.max(time, added) : Math.min(time, added);
            known = true;
        }

        @Override
        void add(Aggregate other) {
            if (((Time) other).known) {
                add(0, 0, ((Time) other).time);
            }
        }

        boolean isKnown() {
            return known;
        }

        @Override
        double number() {
            return time;
        }

        long millis() {
            return time;
        }

        @Override
        void clear() {
            known = false;
        }

        @Override
        void write(DataOutput target) throws IOException {
            target.writeBoolean(known);
            target.writeLong(time);
        }

        @Override
        void read(DataInput source) throws IOException {
            known = source.readBoolean();
            time = source.readLong();
        }
    }
}
