package org.medsentry.gateway.reception;

import java.time.Instant;
import org.medsentry.schemas.Stream;

/** Two books of the same. */
record TwoAccounts(Account first, Account second) implements Account {

    @Override
    public void accepted(String source, Stream stream, Instant at, int records) {
        first.accepted(source, stream, at, records);
        second.accepted(source, stream, at, records);
    }

    @Override
    public void duplicate(String source, Stream stream, Instant at, int records) {
        first.duplicate(source, stream, at, records);
        second.duplicate(source, stream, at, records);
    }

    @Override
    public void rejected(String source, Stream stream, RefusalReason reason, Instant at, int records) {
        first.rejected(source, stream, reason, at, records);
        second.rejected(source, stream, reason, at, records);
    }

    @Override
    public void unavailable(String source, Stream stream, Instant at, int records) {
        first.unavailable(source, stream, at, records);
        second.unavailable(source, stream, at, records);
    }

    @Override
    public void keep() throws InterruptedException {
        first.keep();
        second.keep();
    }
}
