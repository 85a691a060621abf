package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Fingerprint;
import org.medsentry.rules.OutlierRule.Usual;
import org.medsentry.streaming.state.PackedSerializer;

/**
 * The newest values of a key in the order in which they came. The median is exact; a sketch would be smaller, but it draws lots,
 * and a backtest has to give the same output twice.
 */
final class RunningMedian {

    static final long NO_TIMER = Long.MIN_VALUE;

    long timer = NO_TIMER;
    long until = NO_TIMER;

    private double[] values = new double[0];
    private long[] recordIds = new long[0];

    /**
     * Takes a value, unless its record is among the newest already.
     *
     * @param memory how many values are kept
     * @param before takes what was usual before this value came
     * @return false for the same record again
     */
    boolean add(double value, String recordId, int memory, Consumer<Usual> before) {
        long id = Fingerprint.of(recordId);
        for (long known : recordIds) {
            if (known == id) {
                return false;
            }
        }
        before.accept(usual());
        int dropped = Math.max(0, values.length + 1 - memory);
        int kept = values.length - dropped;
        values = Arrays.copyOfRange(values, dropped, values.length + 1);
        recordIds = Arrays.copyOfRange(recordIds, dropped, recordIds.length + 1);
        values[kept] = value;
        recordIds[kept] = id;
        return true;
    }

    private Usual usual() {
        if (values.length == 0) {
            return new Usual(Double.NaN, Double.NaN, 0);
        }
        double median = median(values.clone());
        double[] deviations = new double[values.length];
        for (int index = 0; index < values.length; index++) {
            deviations[index] = Math.abs(values[index] - median);
        }
        return new Usual(median, median(deviations), values.length);
    }

    private static double median(double[] sorted) {
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Packs it. */
    static final class Serializer extends PackedSerializer<RunningMedian> {

        private static final long serialVersionUID = 1;

        @Override
        protected int format() {
            return 1;
        }

        @Override
        protected void write(RunningMedian median, DataOutputView target) throws IOException {
            target.writeLong(median.timer);
            target.writeLong(median.until);
            target.writeShort(median.values.length);
            for (int index = 0; index < median.values.length; index++) {
                target.writeDouble(median.values[index]);
                target.writeLong(median.recordIds[index]);
            }
        }

        @Override
        protected RunningMedian read(int format, DataInputView source) throws IOException {
            RunningMedian median = new RunningMedian();
            median.timer = source.readLong();
            median.until = source.readLong();
            int size = source.readShort();
            median.values = new double[size];
            median.recordIds = new long[size];
            for (int index = 0; index < size; index++) {
                median.values[index] = source.readDouble();
                median.recordIds[index] = source.readLong();
            }
            return median;
        }

        @Override
        public RunningMedian copy(RunningMedian from) {
            RunningMedian copy = new RunningMedian();
            copy.timer = from.timer;
            copy.until = from.until;
            copy.values = from.values.clone();
            copy.recordIds = from.recordIds.clone();
            return copy;
        }

        @Override
        public TypeSerializerSnapshot<RunningMedian> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RunningMedian> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
