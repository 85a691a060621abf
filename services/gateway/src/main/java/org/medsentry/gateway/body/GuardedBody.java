package org.medsentry.gateway.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A body in plain, whatever it came as, and held to its limits. */
public final class GuardedBody {
    private GuardedBody() {}

    /** @param transferred is told how many bytes have come over the wire, again and again */
    public static InputStream open(InputStream in, boolean gzip, BodyLimits limits, LongConsumer transferred)
            throws IOException {
        TransferredBody body = new TransferredBody(in, limits, transferred, System::nanoTime);
        return gzip ? InflatedBody.gzip(body, limits) : InflatedBody.plain(body, limits);
    }
}
