package org.medsentry.gateway.reception;

import java.time.Instant;
import org.medsentry.schemas.Stream;

/**
 * Keeps book of what each network sent and what became of it. Called once a request, status and reason, when its results are
 * certain; on the request's thread, so it must be quick.
 */
public interface Account {

    /** Keeps no book. */
    Account NONE = new Account() {};

    /** @param at when the request was received */
    default void accepted(String source, Stream stream, Instant at, int records) {}

    default void duplicate(String source, Stream stream, Instant at, int records) {}

    default void rejected(String source, Stream stream, RefusalReason reason, Instant at, int records) {}

    /** Not acknowledged in time; the sender is asked to send them again. */
    default void unavailable(String source, Stream stream, Instant at, int records) {}

    /** Called once a request after all of the above, before it is answered: returns when the book is safe, or after a while. */
    default void keep() throws InterruptedException {}

    /** An account that keeps both books. */
    static Account both(Account first, Account second) {
        return new TwoAccounts(first, second);
    }
}
