package org.medsentry.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.GatewayAccount;

@Timeout(60)
class KeptAccountsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant EVENING = Instant.parse("2026-03-10T15:59:59Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-10T16:00:00Z");

    private final TestingStore store = new TestingStore();
    private final KeptAccounts accounts = new KeptAccounts(store, SHANGHAI, "gateway-1", InstantSource.fixed(MIDNIGHT));

    @Test
    void whatWasKeptIsWrittenByDayAndReason() throws Exception {
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 5);
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 2);
        accounts.rejected("a", Stream.ONLINE_SALES, RefusalReason.CONSTRAINT, EVENING, 3);
        accounts.duplicate("a", Stream.ONLINE_SALES, EVENING, 1);
        accounts.unavailable("a", Stream.ADVERSE_REACTIONS, MIDNIGHT, 4);
        accounts.keep();

        assertThat(store.newest("a", "2026-03-10").streams())
                .containsExactly(new GatewayAccount.StreamAccount(
                        "online-sales", 7, 1, 0, List.of(new GatewayAccount.Rejected("CONSTRAINT", 3))));
        assertThat(store.newest("a", "2026-03-11").streams())
                .containsExactly(new GatewayAccount.StreamAccount("adverse-reactions", 0, 0, 4, List.of()));
        accounts.close();
    }

    @Test
    void whoComesWhileAWriteIsUnderWayIsInTheNext() throws Exception {
        store.hold();
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 1);
        store.awaitWrite();
        for (int i = 0; i < 100; i++) {
            accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 1);
        }
        store.release();
        accounts.keep();

        assertThat(store.newest("a", "2026-03-10").streams().get(0).accepted()).isEqualTo(101);
        assertThat(store.writes()).isEqualTo(2);
        accounts.close();
    }

    @Test
    void whileKafkaIsAwayNobodyWaitsForLongAndNothingIsForgotten() throws Exception {
        store.fail(true);
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 1);
        accounts.keep();
        long begun = System.nanoTime();
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 1);
        accounts.keep();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        store.fail(false);
        accounts.close();

        assertThat(store.newest("a", "2026-03-10").streams().get(0).accepted()).isEqualTo(2);
    }

    @Test
    void whatKafkaDidNotTakeIsWrittenOnceItIsBackWithoutAnybodyComing() throws Exception {
        store.fail(true);
        accounts.accepted("a", Stream.ONLINE_SALES, EVENING, 3);
        accounts.keep();
        assertThat(store.writes()).isZero();
        store.fail(false);
        accounts.close();

        assertThat(store.newest("a", "2026-03-10").streams().get(0).accepted()).isEqualTo(3);
    }

    /** Keeps what is written, when it is let. */
    private static final class TestingStore implements AccountStore {
        private final List<GatewayAccount> written = new ArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean failing;
        private int writes;

        @Override
        public void write(List<GatewayAccount> accounts) throws AccountStoreException, InterruptedException {
            begun.countDown();
            gate.await(30, TimeUnit.SECONDS);
            if (failing) {
                throw new AccountStoreException(new IOException("away"));
            }
            synchronized (this) {
                writes++;
                written.addAll(accounts);
            }
        }

        void hold() {
            gate = new CountDownLatch(1);
        }

        void release() {
            gate.countDown();
        }

        void awaitWrite() throws InterruptedException {
            begun.await();
        }

        void fail(boolean whether) {
            failing = whether;
        }

        synchronized int writes() {
            return writes;
        }

        synchronized GatewayAccount newest(String source, String day) {
            return written.stream()
                    .filter(account ->
                            account.source().equals(source) && account.day().equals(day))
                    .reduce((older, newer) -> newer)
                    .orElseThrow();
        }

        @Override
        public void close() {}
    }
}
