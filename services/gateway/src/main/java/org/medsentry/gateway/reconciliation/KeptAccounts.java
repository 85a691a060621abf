package org.medsentry.gateway.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.gateway.reception.Account;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.schemas.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account that outlives its gateway. One thread writes what has changed, again and again; whoever comes while a write is under way is in
 * the next one. If Kafka does not take accounts, answers wait {@link #PATIENCE} and then go out all the same: the records are safe, and
 * the account is written as soon as Kafka is back.
 */
public final class KeptAccounts implements Account, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAccounts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AccountBook book;
    private final AccountStore store;
    private final InstantSource clock;
    private final Thread thread;
    private final Object written = new Object();
    private long safeEntries;
    private boolean failing;
    private volatile boolean closing;

    /** @param zone whose days the accounts go by */
    public KeptAccounts(KafkaSettings settings, ZoneId zone) {
        this(new KafkaAccountStore(settings), zone, UUID.randomUUID().toString(), InstantSource.system());
    }

    KeptAccounts(AccountStore store, ZoneId zone, String instance, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        book = new AccountBook(instance, zone);
        thread = new Thread(this::write, "medsentry-gateway-accounts");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accepted(String source, Stream stream, Instant at, int records) {
        book.accepted(source, stream, at, records);
    }

    @Override
    public void duplicate(String source, Stream stream, Instant at, int records) {
        book.duplicate(source, stream, at, records);
    }

    @Override
    public void rejected(String source, Stream stream, RefusalReason reason, Instant at, int records) {
        book.rejected(source, stream, reason, at, records);
    }

    @Override
    public void unavailable(String source, Stream stream, Instant at, int records) {
        book.unavailable(source, stream, at, records);
    }

    @Override
    public void keep() throws InterruptedException {
        long mine = book.entries();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (written) {
            // While Kafka takes no accounts nobody need wait for them: it was waited for once.
            for (long left = PATIENCE.toNanos(); safeEntries < mine && !failing && left > 0; ) {
                written.wait(left / 1_000_000 + 1);
                left = deadline - System.nanoTime();
            }
        }
    }

    private void write() {
        try {
            while (!closing) {
                write(book.take(clock.instant()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(AccountBook.Changes changes) throws InterruptedException {
        try {
            store.write(changes.accounts());
            settled(changes.entries(), false);
        } catch (AccountStore.AccountStoreException away) {
            if (!failing) {
                LOG.warn("accounts cannot be written; they are kept and written later: {}", away.getMessage());
            }
            book.putBack(changes);
            settled(0, true);
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException stopped) {
            book.putBack(changes);
            throw stopped;
        }
    }

    private void settled(long entries, boolean failed) {
        synchronized (written) {
            safeEntries = Math.max(safeEntries, entries);
            failing = failed;
            written.notifyAll();
        }
    }

    /** Writes what is not written yet, once. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
            AccountBook.Changes last = book.changes(clock.instant());
            if (!last.accounts().isEmpty()) {
                store.write(last.accounts());
            }
        } catch (AccountStore.AccountStoreException lost) {
            LOG.warn("the last accounts could not be written: {}", lost.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
