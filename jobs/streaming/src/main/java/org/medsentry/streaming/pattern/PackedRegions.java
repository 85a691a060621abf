package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.streaming.state.Packing;
import org.medsentry.streaming.state.Texts;

/** Regions in packed bytes. Records come from few regions again and again, so each is packed once. */
final class PackedRegions {

    /** More than there are counties. */
    static final int MOST = 4096;

    private static final byte[] NOWHERE = {};

    /** By the object: the catalogue gives the same one until a region is named anew. */
    private final Map<RegionReference, byte[]> packed = new IdentityHashMap<>();

    /** Not to be changed by whoever gets it. */
    byte[] of(RegionReference region) {
        if (region == null) {
            return NOWHERE;
        }
        byte[] known = packed.get(region);
        if (known == null) {
            if (packed.size() == MOST) {
                packed.clear();
            }
            known = pack(region);
            packed.put(region, known);
        }
        return known;
    }

    static byte[] pack(RegionReference region) {
        if (region == null) {
            return NOWHERE;
        }
        return Packing.pack(region, (place, target) -> {
            Texts.writeRecurring(place.code(), target);
            Texts.write(place.nameZh(), target);
            Texts.write(place.nameEn(), target);
            Texts.writeAll(place.path(), target);
        });
    }

    /** Only the code; null for none. */
    static String code(byte[] packed) throws IOException {
        return packed.length == 0 ? null : Texts.readRecurring(new DataInputDeserializer(packed));
    }

    static RegionReference unpack(byte[] packed) throws IOException {
        if (packed.length == 0) {
            return null;
        }
        DataInputDeserializer source = new DataInputDeserializer(packed);
        return new RegionReference(Texts.read(source), Texts.read(source), Texts.read(source), Texts.readAll(source));
    }
}
