package org.medsentry.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medsentry.gateway.access.KeyRing;
import org.medsentry.gateway.http.Admission;
import org.medsentry.gateway.http.GatewayServer;
import org.medsentry.gateway.http.Routes;
import org.medsentry.gateway.icsr.IcsrRoutes;
import org.medsentry.gateway.kafka.KafkaOutbox;
import org.medsentry.gateway.kafka.KafkaReadiness;
import org.medsentry.gateway.reception.Account;
import org.medsentry.gateway.reception.Intake;
import org.medsentry.gateway.reception.Reception;
import org.medsentry.gateway.reconciliation.KeptAccounts;
import org.medsentry.gateway.reconciliation.ReconciliationRoutes;
import org.medsentry.gateway.status.GatewayFigures;
import org.medsentry.schemas.privacy.SecretKeys;

/** The gateway, put together: listens from its construction on until it is closed. */
public final class Gateway implements AutoCloseable {
    private static final Duration KEYS_INTERVAL = Duration.ofSeconds(2);
    /** On top of the producer's own time limit, which settles every record. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final GatewayFigures figures = new GatewayFigures();
    private final KafkaOutbox outbox;
    private final KafkaReadiness readiness;
    private final ScheduledExecutorService keysThread;
    private final GatewayServer server;
    private final List<Runnable> closers;

    /** With all its ways in, and an account that outlives it. */
    public Gateway(GatewaySettings settings) {
        this(settings, List.of());
    }

    /** @param more ways in beside its own */
    public Gateway(GatewaySettings settings, List<Routes> more) {
        this(
                settings,
                new KeptAccounts(settings.kafka(), settings.zone()),
                new ReconciliationRoutes(settings.kafka(), settings.zone()),
                more);
    }

    private Gateway(
            GatewaySettings settings, KeptAccounts accounts, ReconciliationRoutes reconciliation, List<Routes> more) {
        this(
                settings,
                accounts,
                Stream.concat(Stream.of(new IcsrRoutes(settings.zone()), reconciliation), more.stream())
                        .toList(),
                List.of(reconciliation::close, accounts::close));
    }

    /**
     * @param account keeps book besides the metrics
     * @param closers of what is the gateway's own, called once requests have ended
     */
    private Gateway(GatewaySettings settings, Account account, List<Routes> more, List<Runnable> closers) {
        this.closers = closers;
        SecretKeys secretKeys = SecretKeys.load(settings.secretKeys());
        KeyRing keys = new KeyRing(settings.apiKeys(), settings.zone());
        InstantSource clock = InstantSource.system();
        outbox = new KafkaOutbox(settings.kafka());
        readiness = new KafkaReadiness(settings.kafka());
        keysThread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "medsentry-gateway-keys");
            thread.setDaemon(true);
            return thread;
        });
        keysThread.scheduleWithFixedDelay(
                keys::refresh, KEYS_INTERVAL.toMillis(), KEYS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        Intake intake = new Intake(
                new Reception(secretKeys, clock),
                outbox,
                Account.both(figures, account),
                clock,
                settings.kafka().deliveryTimeout().plus(MARGIN));
        try {
            server = new GatewayServer(
                    settings.http(),
                    new Admission(keys, outbox, readiness::isReady),
                    intake,
                    figures,
                    readiness::isReady,
                    outbox::pendingBytes,
                    more);
        } catch (RuntimeException unstartable) {
            closeClients();
            throw unstartable;
        }
    }

    public int port() {
        return server.port();
    }

    public boolean isReady() {
        return readiness.isReady();
    }

    public GatewayFigures figures() {
        return figures;
    }

    /** Lets requests under way end first. */
    @Override
    public void close() {
        server.close();
        closeClients();
    }

    private void closeClients() {
        keysThread.shutdownNow();
        readiness.close();
        outbox.close();
        closers.forEach(Runnable::run);
    }
}
