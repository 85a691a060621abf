package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.medsentry.rules.count.CountLog;
import org.medsentry.rules.count.SegmentStore;
import org.medsentry.streaming.state.Packing;

/**
 * What the log of a counter has set aside at the current key, in Flink's state: an entry for each segment. Packed on the heap
 * too, for most are never read again.
 */
final class KeyedSegments implements SegmentStore {

    private static final MapStateDescriptor<Integer, byte[]> SEGMENTS =
            new MapStateDescriptor<>("count-segments", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

    private static final CountLogSerializer FORMAT = new CountLogSerializer();

    private final Matching matching;
    private final String watchId;

    KeyedSegments(Matching matching, String watchId) {
        this.matching = matching;
        this.watchId = watchId;
    }

    /** Asked for each time: looking at older state moves the handle there. */
    private MapState<Integer, byte[]> segments() throws Exception {
        return matching.map(watchId, SEGMENTS);
    }

    @Override
    public CountLog read(int number) {
        byte[] packed;
        try {
            packed = segments().get(number);
        } catch (Exception unreadable) {
            throw new IllegalStateException("segment " + number + " of " + watchId + " cannot be read", unreadable);
        }
        if (packed == null) {
            throw new IllegalStateException("segment " + number + " of " + watchId + " is missing");
        }
        try {
            return FORMAT.deserialize(new DataInputDeserializer(packed));
        } catch (IOException damaged) {
            throw new UncheckedIOException("segment " + number + " of " + watchId + " is damaged", damaged);
        }
    }

    @Override
    public void write(int number, CountLog records) {
        byte[] packed = Packing.pack(records, FORMAT::serialize);
        try {
            segments().put(number, packed);
        } catch (Exception unwritable) {
            throw new IllegalStateException("segment " + number + " of " + watchId + " cannot be written", unwritable);
        }
    }

    @Override
    public void remove(int number) {
        try {
            segments().remove(number);
        } catch (Exception unwritable) {
            throw new IllegalStateException("segment " + number + " of " + watchId + " cannot be removed", unwritable);
        }
    }
}
