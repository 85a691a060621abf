package org.medsentry.rules.count;

import java.time.Instant;
import java.util.List;
import org.medsentry.rules.CountRule;
import org.medsentry.rules.Measure;
import org.medsentry.rules.WindowFigures;

/** The figures of a window while its records are added, in whatever order. Used again for the next window. */
final class Tally implements WindowFigures {

    private final List<Measure> measures;
    private final Aggregate[] figures;
    private String group;
    private long records;
    private boolean estimated;
    private long first;
    private long last;

    Tally(List<Measure> measures) {
        this.measures = measures;
        this.figures = new Aggregate[measures.size()];
        for (int index = 0; index < figures.length; index++) {
            figures[index] = Aggregate.of(measures.get(index));
        }
    }

    void clear(String countedGroup) {
        group = countedGroup;
        records = 0;
        estimated = false;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
        for (Aggregate figure : figures) {
            figure.clear();
        }
    }

    long records() {
        return records;
    }

    void add(CountEntry entry) {
        add(1, entry.time(), entry.time());
        for (int index = 0; index < figures.length; index++) {
            if (entry.contributesTo(index)) {
                long value = entry.values() == null ? 0 : entry.values()[index];
                figures[index].add(value, entry.pers() == null ? 0 : entry.pers()[index], entry.time());
            }
        }
    }

    void add(Cell cell) {
        add(cell.records(), cell.first(), cell.last());
        estimated = true;
        for (int index = 0; index < figures.length; index++) {
            figures[index].add(cell.figure(index));
        }
    }

    /** Records that count once each, by number. */
    void setCount(int counted, long earliest, long latest) {
        records = 0;
        add(counted, earliest, latest);
        ((Aggregate.Count) figures[0]).set(counted);
    }

    private void add(long more, long earliest, long latest) {
        records += more;
        first = Math.min(first, earliest);
        last = Math.max(last, latest);
    }

    void setSpread(int measure, int parts) {
        ((Aggregate.Count) figures[measure]).set(parts);
    }

    @Override
    public double number(int measure) {
        return figures[measure].number();
    }

    @Override
    public CountRule.Window window() {
        Object[] values = new Object[figures.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = value(index);
        }
        return new CountRule.Window(values, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last), group, estimated);
    }

    private Object value(int index) {
        double number = figures[index].number();
        return switch (measures.get(index).kind()) {
            case COUNT, DISTINCT, SPREAD -> (long) number;
            case SUM -> measures.get(index).whole() ? (Object) (long) number : (Object) number;
            case EARLIEST, LATEST -> {
                Aggregate.Time time = (Aggregate.Time) figures[index];
                yield time.isKnown() ? Instant.ofEpochMilli(time.millis()) : null;
            }
        };
    }
}
