package org.medsentry.rules.count;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.rules.CountRule;
import org.medsentry.rules.Measure;
import org.medsentry.rules.WindowFigures;

/** The figures of a window while its records are added, in whatever order. Used again for the next window. */
final class Tally implements WindowFigures {

    private final List<Measure> measures;
    private final Figures[] figures;
    private String group;
    private int records;
    private long first;
    private long last;

    Tally(List<Measure> measures) {
        this.measures = measures;
        this.figures = new Figures[measures.size()];
        for (int index = 0; index < figures.length; index++) {
            Measure measure = measures.get(index);
            figures[index] = measure.per() ? new Highest(measure) : Plain.of(measure);
        }
    }

    void clear(String countedGroup) {
        group = countedGroup;
        records = 0;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
        for (Figures figure : figures) {
            figure.clear();
        }
    }

    int records() {
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

    /** Records that count once each, by number. */
    void setCount(int counted, long earliest, long latest) {
        records = 0;
        add(counted, earliest, latest);
        ((Plain.Count) figures[0]).count = counted;
    }

    private void add(int more, long earliest, long latest) {
        records += more;
        first = Math.min(first, earliest);
        last = Math.max(last, latest);
    }

    void setSpread(int measure, int parts) {
        ((Plain.Count) figures[measure]).count = parts;
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
        return new CountRule.Window(values, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last), group, false);
    }

    private Object value(int index) {
        double number = figures[index].number();
        return switch (measures.get(index).kind()) {
            case COUNT, DISTINCT, SPREAD -> (long) number;
            case SUM -> measures.get(index).whole() ? (Object) (long) number : (Object) number;
            case EARLIEST, LATEST -> ((Plain.Time) figures[index]).instant();
        };
    }

    /** What is made of one measure's contributions. */
    private interface Figures {

        void add(long value, long per, long time);

        double number();

        void clear();
    }

    /** One figure of all records. */
    private abstract static sealed class Plain implements Figures {

        static Plain of(Measure measure) {
            return switch (measure.kind()) {
                case COUNT, SPREAD -> new Count();
                case DISTINCT -> new Distinct();
                case SUM -> new Sum();
                case EARLIEST -> new Time(false);
                case LATEST -> new Time(true);
            };
        }

        private static final class Count extends Plain {
            private long count;

            @Override
            public void add(long value, long per, long time) {
                count++;
            }

            @Override
            public double number() {
                return count;
            }

            @Override
            public void clear() {
                count = 0;
            }
        }

        private static final class Distinct extends Plain {
            private final LongSet values = new LongSet();

            @Override
            public void add(long value, long per, long time) {
                values.add(value);
            }

            @Override
            public double number() {
                return values.size();
            }

            @Override
            public void clear() {
                values.clear();
            }
        }

        private static final class Sum extends Plain {
            private double sum;

            @Override
            public void add(long value, long per, long time) {
                sum += Double.longBitsToDouble(value);
            }

            @Override
            public double number() {
                return sum;
            }

            @Override
            public void clear() {
                sum = 0;
            }
        }

        private static final class Time extends Plain {
            private final boolean latest;
            private boolean known;
            private long time;

            Time(boolean latest) {
                this.latest = latest;
            }

            @Override
            public void add(long value, long per, long added) {
                time = !known ? added : latest ? Math.max(time, added) : Math.min(time, added);
                known = true;
            }

            @Override
            public double number() {
                return time;
            }

            Instant instant() {
                return known ? Instant.ofEpochMilli(time) : null;
            }

            @Override
            public void clear() {
                known = false;
            }
        }
    }

    /** The highest figure among groups of the measure's own. */
    private static final class Highest implements Figures {
        private final Measure measure;
        private final Map<Long, Plain> byGroup = new HashMap<>();

        Highest(Measure measure) {
            this.measure = measure;
        }

        @Override
        public void add(long value, long per, long time) {
            byGroup.computeIfAbsent(per, none -> Plain.of(measure)).add(value, 0, time);
        }

        @Override
        public double number() {
            if (byGroup.isEmpty()) {
                return 0;
            }
            double highest = Double.NEGATIVE_INFINITY;
            for (Plain figure : byGroup.values()) {
                highest = Math.max(highest, figure.number());
            }
            return highest;
        }

        @Override
        public void clear() {
            byGroup.clear();
        }
    }
}
