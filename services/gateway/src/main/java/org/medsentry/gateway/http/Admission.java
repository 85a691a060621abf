package org.medsentry.gateway.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.medsentry.gateway.access.KeyHolder;
import org.medsentry.gateway.access.KeyRing;
import org.medsentry.gateway.reception.Outbox;
import org.medsentry.schemas.Stream;

/** Lets a request in before anything of its body is read, or says why not. */
public final class Admission {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_KEY = 256;

    private final KeyRing keys;
    private final Outbox outbox;
    private final BooleanSupplier ready;

    /** @param ready whether Kafka can be written to */
    public Admission(KeyRing keys, Outbox outbox, BooleanSupplier ready) {
        this.keys = keys;
        this.outbox = outbox;
        this.ready = ready;
    }

    /**
     * Who sends this.
     *
     * @throws HttpRefusal 401 without a known key
     */
    public KeyHolder require(Context context) {
        String presented = presented(context);
        KeyHolder holder = presented == null || presented.length() > LONGEST_KEY ? null : keys.find(presented);
        if (holder == null) {
            throw HttpRefusal.of(
                    401, "UNAUTHORIZED", "an API key is required: Authorization: Bearer KEY, or X-API-Key: KEY");
        }
        Exchange.of(context).source(holder.key().source());
        return holder;
    }

    /**
     * Who sends records to this stream, now that records can be taken.
     *
     * @throws HttpRefusal 401, 403, 429 or 503
     */
    public KeyHolder require(Context context, Stream stream) {
        KeyHolder holder = require(context);
        if (!holder.key().mayFeed(stream)) {
            throw HttpRefusal.of(403, "FORBIDDEN", "the API key is not for the stream " + stream.id());
        }
        Duration wait = holder.allowance().waitingTime();
        if (!wait.isZero()) {
            throw HttpRefusal.retryable(
                    429, "TOO_MANY_REQUESTS", "the API key has used up its rate or its quota of the day", wait);
        }
        if (!ready.getAsBoolean()) {
            throw HttpRefusal.retryable(503, "UNAVAILABLE", "Kafka is away", Duration.ofSeconds(5));
        }
        if (outbox.isCongested()) {
            throw HttpRefusal.retryable(503, "UNAVAILABLE", "too much is on its way to Kafka", Duration.ofSeconds(1));
        }
        return holder;
    }

    private static String presented(Context context) {
        String key = context.header("X-API-Key");
        if (key != null) {
            return key;
        }
        String authorization = context.header("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
