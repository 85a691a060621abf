package org.medsentry.schemas;

/** Every Kafka topic of the product. The name on the broker is the configured prefix followed by {@link #id()}. */
public enum Topic {
    PURCHASE_REGISTRATIONS("purchase-registrations", Kind.INPUT),
    ADVERSE_REACTIONS("adverse-reactions", Kind.INPUT),
    ONLINE_SALES("online-sales", Kind.INPUT),
    PRODUCTS("products", Kind.REFERENCE),
    LICENCES("licences", Kind.REFERENCE),
    RECALLS("recalls", Kind.REFERENCE),
    REGIONS("regions", Kind.REFERENCE),
    UNITS("units", Kind.REFERENCE),
    RULES("rules", Kind.REFERENCE),
    SIGHTINGS("sightings", Kind.OUTPUT),
    SIGNALS("signals", Kind.OUTPUT),
    ALERTS("alerts", Kind.OUTPUT),
    ALERT_ACTIONS("alert-actions", Kind.OUTPUT),
    ACTION_RESULTS("action-results", Kind.OUTPUT),
    TRIGGERS("triggers", Kind.OUTPUT),
    DELIVERIES("deliveries", Kind.OUTPUT),
    DEAD_LETTERS("dead-letters", Kind.OUTPUT),
    LATE_RECORDS("late-records", Kind.OUTPUT),
    GATEWAY_ACCOUNTS("gateway-accounts", Kind.OUTPUT);

    /** INPUT is stamped with log-append time, REFERENCE is compacted by its key, OUTPUT is written by the jobs and services. */
    public enum Kind {
        INPUT,
        REFERENCE,
        OUTPUT
    }

    private final String id;
    private final Kind kind;

    Topic(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /** @throws IllegalArgumentException if no topic has this id */
    public static Topic of(String id) {
        for (Topic topic : values()) {
            if (topic.id.equals(id)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("unknown topic: " + id);
    }
}
