package org.medsentry.rules.baseline;

import java.util.Arrays;
import org.medsentry.detectors.series.SeriesState;

/**
 * What a detector has learned of a series, in few bytes. A state is looked at once a pane and lies about the rest of the time; years of
 * days take 4 bytes each as they are and mostly one as they are kept here: whole counts as variable-length numbers, sums as they are.
 */
final class LearnedState {

    private static final int NOT_OBSERVED = 0;
    private static final int BROKEN = 1;
    private static final int WHOLE = 2;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final float MOST_WHOLE = 1 << 24;

    private byte[] bytes;
    private int position;

    private LearnedState(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] pack(SeriesState state) {
        LearnedState packed = new LearnedState(new byte[64 + 2 * state.known() + Double.BYTES * state.sums().length]);
        packed.writeNumber(state.learned());
        packed.writeNumber(state.counts().length);
        packed.writeNumber(state.sums().length);
        for (int ago = state.known(); ago > 0; ago--) {
            float count = state.count(ago);
            if (Float.isNaN(count)) {
                packed.writeNumber(NOT_OBSERVED);
            } else if (count == Math.rint(count) && count < MOST_WHOLE) {
                packed.writeNumber(WHOLE + (long) count);
            } else {
                packed.writeNumber(BROKEN);
                packed.writeNumber(Integer.toUnsignedLong(Float.floatToRawIntBits(count)));
            }
        }
        for (double sum : state.sums()) {
            long bits = Double.doubleToRawLongBits(sum);
            packed.ensure(Double.BYTES);
            for (int index = 0; index < Double.BYTES; index++) {
                packed.bytes[packed.position++] = (byte) (bits >>> index * Byte.SIZE);
            }
        }
        return Arrays.copyOf(packed.bytes, packed.position);
    }

    /** A state of its own each time. */
    static SeriesState unpack(byte[] bytes) {
        LearnedState packed = new LearnedState(bytes);
        long learned = packed.readNumber();
        float[] counts = new float[(int) packed.readNumber()];
        double[] sums = new double[(int) packed.readNumber()];
        for (int ago = (int) Math.min(learned, counts.length); ago > 0; ago--) {
            counts[(int) ((learned - ago) % counts.length)] = packed.readCount();
        }
        for (int index = 0; index < sums.length; index++) {
            long bits = 0;
            for (int part = 0; part < Double.BYTES; part++) {
                bits |= (packed.bytes[packed.position++] & 0xffL) << part * Byte.SIZE;
            }
            sums[index] = Double.longBitsToDouble(bits);
        }
        return new SeriesState(counts, sums, learned);
    }

    /** How many panes it has learned. */
    static long learned(byte[] bytes) {
        return new LearnedState(bytes).readNumber();
    }

    private float readCount() {
        long kind = readNumber();
        if (kind == NOT_OBSERVED) {
            return Float.NaN;
        }
        return kind == BROKEN ? Float.intBitsToFloat((int) readNumber()) : kind - WHOLE;
    }

    private void writeNumber(long number) {
        ensure(10);
        long rest = number;
        while ((rest & -MORE) != 0) {
            bytes[position++] = (byte) (rest & MORE - 1 | MORE);
            rest >>>= BITS;
        }
        bytes[position++] = (byte) rest;
    }

    private long readNumber() {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte part = bytes[position++];
            number |= (long) (part & MORE - 1) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }

    private void ensure(int more) {
        if (position + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2 + more);
        }
    }
}
