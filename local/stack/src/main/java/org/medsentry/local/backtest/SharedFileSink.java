package org.medsentry.local.backtest;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands documents to files that the command has opened; it closes them, too, when the job has ended. */
final class SharedFileSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1;

    /** Where a document goes. */
    @FunctionalInterface
    interface Destination<T> {
        void accept(T document) throws IOException;
    }

    private final SharedReference<Destination<T>> destination;

    SharedFileSink(SharedReference<Destination<T>> destination) {
        this.destination = destination;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(destination.get());
    }

    private record Writer<T>(Destination<T> destination) implements SinkWriter<T> {

        @Override
        public void write(T document, Context context) throws IOException {
            destination.accept(document);
        }

        @Override
        public void flush(boolean endOfInput) {
            // The files flush when they are closed.
        }

        @Override
        public void close() {
            // The files belong to the command.
        }
    }
}
