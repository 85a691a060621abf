package org.medsentry.bench.gateway;

/** Who sends the records. */
enum GatewayContender {
    PRODUCER("plain Kafka producer"),
    BATCHES("gateway, batches of lines"),
    SINGLE("gateway, single records");

    private final String title;

    GatewayContender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
