package org.medsentry.gateway.http;

import io.javalin.http.Context;
import org.medsentry.gateway.reception.Receipt;

/** What the access log and the metrics tell of a request; nothing of it is personal. */
public final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private String source = "-";
    private long bytes;
    private Receipt receipt;

    private Exchange() {}

    public static Exchange of(Context context) {
        Exchange exchange = context.attribute(ATTRIBUTE);
        if (exchange == null) {
            exchange = new Exchange();
            context.attribute(ATTRIBUTE, exchange);
        }
        return exchange;
    }

    void source(String name) {
        source = name;
    }

    /** @param transferred bytes of the body */
    public void body(long transferred) {
        bytes = transferred;
    }

    public void receipt(Receipt answer) {
        receipt = answer;
    }

    String source() {
        return source;
    }

    long bytes() {
        return bytes;
    }

    Receipt receipt() {
        return receipt;
    }
}
