package org.medsentry.bench.pipeline;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.medsentry.bench.RunClock;

/** Counts what arrives, throws it away and stops the clock at the end of input. */
final class ClockedDiscard<T> implements Sink<T> {

    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>();
    }

    private static final class Writer<T> implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) {
            RunClock.countOut();
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                RunClock.finish();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
