package org.medsentry.schemas;

/** The input streams that rules are written for; {@link #id()} is the name in topics, files, rules and documents. */
public enum Stream {
    PURCHASE_REGISTRATIONS("purchase-registrations"),
    ADVERSE_REACTIONS("adverse-reactions"),
    ONLINE_SALES("online-sales");

    private final String id;

    Stream(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** @throws IllegalArgumentException if no stream has this id */
    public static Stream of(String id) {
        for (Stream stream : values()) {
            if (stream.id.equals(id)) {
                return stream;
            }
        }
        throw new IllegalArgumentException("unknown stream: " + id);
    }
}
