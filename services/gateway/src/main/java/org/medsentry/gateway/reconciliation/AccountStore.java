package org.medsentry.gateway.reconciliation;

import java.util.List;
import org.medsentry.schemas.document.GatewayAccount;

/** Where accounts are safe: Kafka, or whatever a test puts in its place. */
interface AccountStore extends AutoCloseable {

    /**
     * Returns once all are written.
     *
     * @throws AccountStoreException if that is not certain
     */
    void write(List<GatewayAccount> accounts) throws AccountStoreException, InterruptedException;

    @Override
    void close();

    /** It is not certain that the accounts are written. */
    final class AccountStoreException extends Exception {
        private static final long serialVersionUID = 1L;

        AccountStoreException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
