package org.medsentry.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.medsentry.gateway.body.BodyLimits;
import org.medsentry.gateway.body.GuardedBody;

/** Opens the body of a request within its limits. */
public final class Bodies {
    private final BodyLimits limits;

    public Bodies(BodyLimits limits) {
        this.limits = limits;
    }

    public BodyLimits limits() {
        return limits;
    }

    /**
     * The body in plain; reading it throws {@link org.medsentry.gateway.body.BodyException} where a limit is reached.
     *
     * @throws HttpRefusal 413 or 415 where the headers alone say that it cannot be read
     */
    public InputStream open(Context context) throws IOException {
        if (context.req().getContentLengthLong() > limits.transferredBytes()) {
            throw HttpRefusal.of(
                    413, "BODY_TOO_LARGE", "the body has more than " + limits.transferredBytes() + " bytes");
        }
        String encoding = context.header("Content-Encoding");
        boolean gzip = encoding != null && encoding.strip().equalsIgnoreCase("gzip");
        if (!gzip && encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw HttpRefusal.of(415, "UNSUPPORTED_ENCODING", "Content-Encoding must be gzip or be left out");
        }
        Exchange exchange = Exchange.of(context);
        return GuardedBody.open(context.req().getInputStream(), gzip, limits, exchange::body);
    }
}
