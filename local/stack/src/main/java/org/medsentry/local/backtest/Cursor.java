package org.medsentry.local.backtest;

import java.io.Closeable;
import java.io.IOException;

/** Walks once over something that has an end. */
interface Cursor<T> extends Closeable {

    /** The next element, or null after the last. */
    T next() throws IOException;

    @Override
    default void close() throws IOException {}
}
