package org.medsentry.dispatcher.message;

/**
 * What a reply means for the delivery.
 *
 * @param error null if it was delivered
 */
public record Verdict(Result result, String error) {

    /** What comes next. */
    public enum Result {
        DELIVERED,
        /** Worth another try. */
        RETRY,
        /** Worth another try, later: the receiver says that it gets too much. */
        SLOW_DOWN,
        /** No repetition would help. */
        REFUSED
    }

    public static Verdict delivered() {
        return new Verdict(Result.DELIVERED, null);
    }

    public static Verdict retry(String error) {
        return new Verdict(Result.RETRY, error);
    }

    public static Verdict slowDown(String error) {
        return new Verdict(Result.SLOW_DOWN, error);
    }

    public static Verdict refused(String error) {
        return new Verdict(Result.REFUSED, error);
    }

    /**
     * By the status alone. What says that this request is wrong is final; what a person can mend on either side while the trigger
     * is young enough (a moved address, a rotated secret, a blocked sender) is tried again.
     */
    public static Verdict ofStatus(int status) {
        String error = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return delivered();
        }
        if (status >= 500) {
            return retry(error);
        }
        return switch (status) {
            case 429 -> slowDown(error);
            case 401, 403, 404, 407, 408, 409, 421, 423, 425 -> retry(error);
            default -> status >= 400 ? refused(error) : retry(error + ", which is not followed");
        };
    }
}
