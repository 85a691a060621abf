package org.medsentry.local.backtest;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A reference that survives serialisation within one JVM. Flink serialises functions, sources and sinks even on their way
 * to a thread next door; a backtest counts and writes in the process of the command that shows it.
 */
final class SharedReference<T> implements Serializable, AutoCloseable {

    private static final long serialVersionUID = 1;
    private static final Map<String, Object> HELD = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    SharedReference(T shared) {
        HELD.put(id, shared);
    }

    String id() {
        return id;
    }

    T get() {
        return SharedReference.find(id);
    }

    /** What is shared under this id. */
    @SuppressWarnings("unchecked")
    static <T> T find(String id) {
        Object shared = HELD.get(id);
        if (shared == null) {
            throw new IllegalStateException("used after the backtest has ended, or in another process");
        }
        return (T) shared;
    }

    @Override
    public void close() {
        HELD.remove(id);
    }
}
