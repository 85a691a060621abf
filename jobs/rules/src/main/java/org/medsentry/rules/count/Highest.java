package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.rules.Measure;

/** The highest figure among groups of the measure's own. */
final class Highest extends Aggregate {

    private final Measure.Kind kind;
    private final Map<Long, Aggregate> byGroup = new TreeMap<>();

    Highest(Measure.Kind kind) {
        this.kind = kind;
    }

    @Override
    void add(long value, long per, long time) {
        ofGroup(per).add(value, 0, time);
    }

    @Override
    void add(Aggregate other) {
        ((Highest) other).byGroup.forEach((group, figure) -> ofGroup(group).add(figure));
    }

    private Aggregate ofGroup(long group) {
        return byGroup.computeIfAbsent(group, none -> of(kind));
    }

    int groups() {
        return byGroup.size();
    }

    boolean has(long group) {
        return byGroup.containsKey(group);
    }

    void compact() {
        for (Aggregate figure : byGroup.values()) {
            if (figure instanceof Distinct distinct) {
                distinct.compact();
            }
        }
    }

    @Override
    double number() {
        if (byGroup.isEmpty()) {
            return 0;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (Aggregate figure : byGroup.values()) {
            highest = Math.max(highest, figure.number());
        }
        return highest;
    }

    @Override
    void clear() {
        byGroup.clear();
    }

    @Override
    void write(DataOutput target) throws IOException {
        target.writeInt(byGroup.size());
        for (Map.Entry<Long, Aggregate> entry : byGroup.entrySet()) {
            target.writeLong(entry.getKey());
            entry.getValue().write(target);
        }
    }

    @Override
    void read(DataInput source) throws IOException {
        for (int left = source.readInt(); left > 0; left--) {
            ofGroup(source.readLong()).read(source);
        }
    }
}
