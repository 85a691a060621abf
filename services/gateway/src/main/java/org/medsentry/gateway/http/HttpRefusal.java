package org.medsentry.gateway.http;

import java.time.Duration;

/** A request that is not taken as a whole. An expected outcome, so without a stack trace; the detail holds nothing of the request. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final long retryAfterSeconds;

    private HttpRefusal(int status, String code, String detail, long retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** @param code for machines, in capitals */
    public static HttpRefusal of(int status, String code, String detail) {
        return new HttpRefusal(status, code, detail, 0);
    }

    /** One that is worth trying again, rounded up to whole seconds. */
    public static HttpRefusal retryable(int status, String code, String detail, Duration after) {
        return new HttpRefusal(
                status, code, detail, Math.max(1, after.plusMillis(999).toSeconds()));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** 0 for none. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
