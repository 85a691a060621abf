package org.medsentry.streaming.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Whole numbers in as few bytes as they need. */
public final class Varints {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varints() {}

    /** Short for small numbers that are not negative. */
    public static void write(long number, DataOutputView target) throws IOException {
        long rest = number;
        while ((rest & -MORE) != 0) {
            target.writeByte((int) (rest & MORE - 1 | MORE));
            rest >>>= BITS;
        }
        target.writeByte((int) rest);
    }

    public static long read(DataInputView source) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte part = source.readByte();
            number |= (long) (part & MORE - 1) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Short for numbers near zero. */
    public static void writeSigned(long number, DataOutputView target) throws IOException {
        write(number << 1 ^ number >> Long.SIZE - 1, target);
    }

    public static long readSigned(DataInputView source) throws IOException {
        long number = read(source);
        return number >>> 1 ^ -(number & 1);
    }
}
