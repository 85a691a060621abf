package org.medsentry.bench;

import java.util.Locale;

/** Where a Flink job keeps its state. */
public enum StateKind {
    HEAP("hashmap", "heap"),
    ROCKSDB("rocksdb", "RocksDB");

    private final String flinkName;
    private final String title;

    StateKind(String flinkName, String title) {
        this.flinkName = flinkName;
        this.title = title;
    }

    /** As the option {@code state.backend.type} takes it. */
    public String flinkName() {
        return flinkName;
    }

    public String title() {
        return title;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
