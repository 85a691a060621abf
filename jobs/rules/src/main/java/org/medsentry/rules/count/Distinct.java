package org.medsentry.rules.count;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many different values: exact, until many have been folded together; then a sketch, right within about 2 %. */
final class Distinct extends Aggregate {

    /** More values than this take more room than a sketch of 2 KiB. */
    private static final int MOST_EXACT = 256;

    private static final int PRECISION = 11;

    private final LongSet values = new LongSet();
    private UltraLogLog sketch;

    /** Of all values, or -1 where it has to be made anew. */
    private double estimate = -1;

    @Override
    void add(long value, long per, long time) {
        values.add(value);
        estimate = -1;
    }

    @Override
    void add(Aggregate other) {
        estimate = -1;
        Distinct folded = (Distinct) other;
        folded.values.forEach(values::add);
        if (folded.sketch != null) {
            sketch = sketch == null ? UltraLogLog.create(PRECISION) : sketch;
            sketch.add(folded.sketch);
        }
    }

    /** Takes no more room than a sketch from now on. */
    void compact() {
        if (sketch != null || values.size() > MOST_EXACT) {
            sketch = whole();
            values.reset();
        }
    }

    private UltraLogLog whole() {
        UltraLogLog whole = sketch == null ? UltraLogLog.create(PRECISION) : sketch.copy();
        values.forEach(whole::add);
        return whole;
    }

    @Override
    double number() {
        if (sketch == null) {
            return values.size();
        }
        if (estimate < 0) {
            estimate = Math.rint(whole().getDistinctCountEstimate());
        }
        return estimate;
    }

    @Override
    void clear() {
        values.clear();
        sketch = null;
        estimate = -1;
    }

    @Override
    void write(DataOutput target) throws IOException {
        target.writeShort(values.size());
        for (long value : values.toArray()) {
            target.writeLong(value);
        }
        target.writeBoolean(sketch != null);
        if (sketch != null) {
            target.write(sketch.getState());
        }
    }

    @Override
    void read(DataInput source) throws IOException {
        for (int left = source.readUnsignedShort(); left > 0; left--) {
            values.add(source.readLong());
        }
        if (source.readBoolean()) {
            byte[] state = new byte[1 << PRECISION];
            source.readFully(state);
            sketch = UltraLogLog.wrap(state);
        }
    }
}
