package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.medsentry.rules.RegionLevel;

/** A pane that can still change: one that is not over, or whose late records and corrections may yet come. */
final class SeriesPane {

    private static final int[] NO_SOURCES = {};
    private static final double NOTHING = Double.NaN;

    final long start;
    final PaneRecords records;

    /** It is over and has been judged. */
    boolean closed;

    /** It has changed since it was judged. */
    boolean changed;

    /** The count that was told of last. */
    double told = NOTHING;

    /** Nobody looked at it, for the rule was at rest. */
    boolean unwatched;

    /** Records by source. */
    private int[] bySource;

    private final Citations citations;

    private boolean anywhere;
    private String region;

    SeriesPane(long start) {
        this(start, new PaneRecords(), NO_SOURCES, new Citations());
    }

    private SeriesPane(long start, PaneRecords records, int[] bySource, Citations citations) {
        this.start = start;
        this.records = records;
        this.bySource = bySource;
        this.citations = citations;
    }

    int from(int source) {
        return source < bySource.length ? bySource[source] : 0;
    }

    void add(CountedRecord record, int source) {
        records.add(record.id(), record.version(), record.value());
        if (source >= 0) {
            if (source >= bySource.length) {
                bySource = Arrays.copyOf(bySource, source + 1);
            }
            bySource[source]++;
        }
        takePlace(record.region());
        citations.add(record.time(), record.id(), record.citation());
    }

    private void takePlace(String code) {
        if (anywhere) {
            return;
        }
        if (code == null) {
            anywhere = true;
            region = null;
        } else {
            region = region == null ? code : RegionLevel.around(region, code);
        }
    }

    void remove(int index, long id, int source) {
        records.remove(index);
        if (source >= 0 && source < bySource.length && bySource[source] > 0) {
            bySource[source]--;
        }
        citations.remove(id);
    }

    /** Of its newest records, packed. */
    List<byte[]> newest() {
        return citations.all();
    }

    void close() {
        closed = true;
        changed = true;
        citations.trim();
    }

    String region() {
        return region;
    }

    SeriesPane copy() {
        SeriesPane copy = new SeriesPane(
                start, records.copy(), bySource.length == 0 ? NO_SOURCES : bySource.clone(), citations.copy());
        copy.closed = closed;
        copy.changed = changed;
        copy.told = told;
        copy.unwatched = unwatched;
        copy.anywhere = anywhere;
        copy.region = region;
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeLong(start);
        records.write(target);
        target.writeBoolean(closed);
        target.writeBoolean(changed);
        target.writeBoolean(unwatched);
        target.writeDouble(told);
        target.writeByte(bySource.length);
        for (int count : bySource) {
            target.writeInt(count);
        }
        target.writeBoolean(anywhere);
        target.writeUTF(region == null ? "" : region);
        citations.write(target);
    }

    static SeriesPane read(DataInput source) throws IOException {
        long start = source.readLong();
        PaneRecords records = PaneRecords.read(source);
        boolean closed = source.readBoolean();
        boolean changed = source.readBoolean();
        boolean unwatched = source.readBoolean();
        double told = source.readDouble();
        int[] bySource = new int[source.readByte()];
        for (int place = 0; place < bySource.length; place++) {
            bySource[place] = source.readInt();
        }
        boolean anywhere = source.readBoolean();
        String region = source.readUTF();
        Citations citations = Citations.read(source);
        SeriesPane pane = new SeriesPane(start, records, bySource.length == 0 ? NO_SOURCES : bySource, citations);
        pane.closed = closed;
        pane.changed = changed;
        pane.unwatched = unwatched;
        pane.told = told;
        pane.anywhere = anywhere;
        pane.region = region.isEmpty() ? null : region;
        return pane;
    }
}
