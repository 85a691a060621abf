package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medsentry.rules.RegionLevel;
import org.medsentry.rules.count.Citation;

/** A pane that can still change: one that is not over, or whose late records and corrections may yet come. */
final class SeriesPane {

    /** What a signal cites. */
    private static final int MOST_CITED = 100;

    private static final int[] NO_SOURCES = {};
    private static final double NOTHING = Double.NaN;

    private record Cited(long time, long id, Citation citation) {}

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

    /** Those of the newest records, in the order of time. */
    private final ArrayList<Cited> cited;

    private boolean anywhere;
    private String region;

    SeriesPane(long start) {
        this(start, new PaneRecords(), NO_SOURCES, new ArrayList<>(0));
    }

    private SeriesPane(long start, PaneRecords records, int[] bySource, ArrayList<Cited> cited) {
        this.start = start;
        this.records = records;
        this.bySource = bySource;
        this.cited = cited;
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
        cite(record);
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

    private void cite(CountedRecord record) {
        int place = cited.size();
        while (place > 0 && cited.get(place - 1).time() > record.time()) {
            place--;
        }
        if (place == 0 && cited.size() == MOST_CITED) {
            return;
        }
        if (cited.size() == MOST_CITED) {
            cited.remove(0);
            place--;
        }
        cited.add(place, new Cited(record.time(), record.id(), record.citation()));
    }

    void remove(int index, long id, int source) {
        records.remove(index);
        if (source >= 0 && source < bySource.length && bySource[source] > 0) {
            bySource[source]--;
        }
        cited.removeIf(known -> known.id() == id);
    }

    List<Citation> newest() {
        return cited.stream().map(Cited::citation).toList();
    }

    String region() {
        return region;
    }

    SeriesPane copy() {
        SeriesPane copy = new SeriesPane(
                start, records.copy(), bySource.length == 0 ? NO_SOURCES : bySource.clone(), new ArrayList<>(cited));
        copy.closed = closed;
        copy.changed = changed;
        copy.told = told;
        copy.unwatched = unwatched;
        copy.anywhere = anywhere;
        copy.region = region;
        return copy;
    }

    void write(DataOutput target, CitationFormat format) throws IOException {
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
        target.writeByte(cited.size());
        for (Cited one : cited) {
            target.writeLong(one.time());
            target.writeLong(one.id());
            format.write(one.citation(), target);
        }
    }

    static SeriesPane read(DataInput source, CitationFormat format) throws IOException {
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
        int size = source.readByte();
        ArrayList<Cited> cited = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            cited.add(new Cited(source.readLong(), source.readLong(), format.read(source)));
        }
        SeriesPane pane = new SeriesPane(start, records, bySource.length == 0 ? NO_SOURCES : bySource, cited);
        pane.closed = closed;
        pane.changed = changed;
        pane.unwatched = unwatched;
        pane.told = told;
        pane.anywhere = anywhere;
        pane.region = region.isEmpty() ? null : region;
        return pane;
    }
}
