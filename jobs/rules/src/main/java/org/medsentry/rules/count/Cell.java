package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.medsentry.rules.Measure;
import org.medsentry.rules.Measure.Kind;

/** Records of one pane of time, group and county, folded into what they add to the measures. */
final class Cell implements Contribution {

    /** Groups of their own that a measure of a cell tells apart; what is beyond counts for nothing there. */
    private static final int MOST_GROUPS = 64;

    private final long from;
    private final long until;
    private final String group;
    private final int county;
    private final Aggregate[] figures;
    private final Kind[] kinds;
    private final boolean[] pers;
    private long records;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private Cell(long from, long until, String group, int county, Kind[] kinds, boolean[] pers) {
        this.from = from;
        this.until = until;
        this.group = group;
        this.county = county;
        this.kinds = kinds;
        this.pers = pers;
        this.figures = new Aggregate[kinds.length];
        for (int index = 0; index < kinds.length; index++) {
            figures[index] = pers[index] ? new Highest(kinds[index]) : Aggregate.of(kinds[index]);
        }
    }

    /**
     * An empty one.
     *
     * @param from first millisecond of the pane
     * @param until the first one behind it
     */
    static Cell of(long from, long until, String group, int county, List<Measure> measures) {
        Kind[] kinds = new Kind[measures.size()];
        boolean[] pers = new boolean[kinds.length];
        for (int index = 0; index < kinds.length; index++) {
            kinds[index] = measures.get(index).kind();
            pers[index] = measures.get(index).per();
        }
        return new Cell(from, until, group, county, kinds, pers);
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Aggregate figure(int measure) {
        return figures[measure];
    }

    boolean isOf(long paneFrom, long paneUntil, String ofGroup, int ofCounty) {
        return from == paneFrom && until == paneUntil && county == ofCounty && Objects.equals(group, ofGroup);
    }

    void add(CountEntry entry) {
        records++;
        first = Math.min(first, entry.time());
        last = Math.max(last, entry.time());
        for (int index = 0; index < figures.length; index++) {
            if (!entry.contributesTo(index)) {
                continue;
            }
            long per = entry.pers() == null ? 0 : entry.pers()[index];
            if (figures[index] instanceof Highest highest && highest.groups() >= MOST_GROUPS && !highest.has(per)) {
                continue;
            }
            figures[index].add(entry.values() == null ? 0 : entry.values()[index], per, entry.time());
            if (figures[index] instanceof Distinct distinct) {
                distinct.compact();
            } else if (figures[index] instanceof Highest highest) {
                highest.compact();
            }
        }
    }

    @Override
    public void addTo(Tally tally) {
        tally.add(this);
    }

    @Override
    public boolean isIn(String counted) {
        return counted == null || counted.equals(group);
    }

    @Override
    public int county() {
        return county;
    }

    @Override
    public long records() {
        return records;
    }

    Cell copy() {
        Cell copy = new Cell(from, until, group, county, kinds, pers);
        copy.records = records;
        copy.first = first;
        copy.last = last;
        for (int index = 0; index < figures.length; index++) {
            copy.figures[index].add(figures[index]);
        }
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeLong(from);
        target.writeLong(until);
        target.writeBoolean(group != null);
        if (group != null) {
            target.writeUTF(group);
        }
        target.writeInt(county);
        target.writeLong(records);
        target.writeLong(first);
        target.writeLong(last);
        target.writeByte(kinds.length);
        for (int index = 0; index < kinds.length; index++) {
            target.writeUTF(kinds[index].key());
            target.writeBoolean(pers[index]);
            figures[index].write(target);
        }
    }

    static Cell read(DataInput source) throws IOException {
        long from = source.readLong();
        long until = source.readLong();
        String group = source.readBoolean() ? source.readUTF() : null;
        int county = source.readInt();
        long records = source.readLong();
        long first = source.readLong();
        long last = source.readLong();
        Kind[] kinds = new Kind[source.readByte()];
        boolean[] pers = new boolean[kinds.length];
        Aggregate[] figures = new Aggregate[kinds.length];
        for (int index = 0; index < kinds.length; index++) {
            kinds[index] = Kind.of(source.readUTF());
            pers[index] = source.readBoolean();
            figures[index] = pers[index] ? new Highest(kinds[index]) : Aggregate.of(kinds[index]);
            figures[index].read(source);
        }
        Cell cell = new Cell(from, until, group, county, kinds, pers);
        System.arraycopy(figures, 0, cell.figures, 0, figures.length);
        cell.records = records;
        cell.first = first;
        cell.last = last;
        return cell;
    }
}
