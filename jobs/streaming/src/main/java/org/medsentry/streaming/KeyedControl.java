package org.medsentry.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Connects a keyed stream with a stream that all keys obey. Flink's own way to do so (a keyed broadcast function)
 * has neither namespaces nor timers in them.
 */
final class KeyedControl {

    private KeyedControl() {}

    static <IN, CONTROL, OUT, K> SingleOutputStreamOperator<OUT> transform(
            KeyedStream<IN, K> records,
            DataStream<CONTROL> controlRows,
            String name,
            TypeInformation<OUT> outputType,
            TwoInputStreamOperator<IN, CONTROL, OUT> operator) {
        StreamExecutionEnvironment env = records.getExecutionEnvironment();
        TwoInputTransformation<IN, CONTROL, OUT> transformation = new TwoInputTransformation<>(
                records.getTransformation(),
                controlRows.broadcast().getTransformation(),
                name,
                SimpleOperatorFactory.of(operator),
                outputType,
                env.getParallelism(),
                false);
        transformation.setStateKeySelectors(records.getKeySelector(), null);
        transformation.setStateKeyType(records.getKeyType());
        env.addOperator(transformation);
        return new Transformed<>(env, transformation);
    }

    /** Opens the constructor. */
    private static final class Transformed<T> extends SingleOutputStreamOperator<T> {
        Transformed(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, T> transformation) {
            super(env, transformation);
        }
    }
}
