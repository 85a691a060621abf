package org.medsentry.local.backtest;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Topic;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Reference data and rules that do not change while a backtest runs. Every operator loads them all before its first record;
 * they also come by as a stream, for there bad rows become dead letters.
 */
final class ControlRows implements ControlInput, AutoCloseable {

    private final SharedReference<List<ControlRecord>> rows;

    ControlRows(List<ControlRecord> rows) {
        this.rows = new SharedReference<>(List.copyOf(rows));
    }

    @Override
    public ControlLoader loader() {
        return new Loader(rows);
    }

    @Override
    public DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix) {
        return env.fromSource(
                        new OrderedSource<>(new Replay(rows)),
                        WatermarkStrategy.noWatermarks(),
                        "read reference data and rules",
                        TypeInformation.of(ControlRecord.class))
                .uid(uidPrefix + "-control-source");
    }

    @Override
    public void close() {
        rows.close();
    }

    private record Loader(SharedReference<List<ControlRecord>> rows) implements ControlLoader {

        @Override
        public void load(Set<Topic> topics, Consumer<ControlRecord> accept) {
            Set<Topic> wanted = EnumSet.copyOf(topics);
            rows.get().stream().filter(row -> wanted.contains(row.topic())).forEach(accept);
        }
    }

    private record Replay(SharedReference<List<ControlRecord>> rows) implements OrderedSource.Opening<ControlRecord> {

        @Override
        public Cursor<ControlRecord> open() {
            Iterator<ControlRecord> all = rows.get().iterator();
            return () -> all.hasNext() ? all.next() : null;
        }
    }
}
