package org.medsentry.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.medsentry.gateway.reception.Intake;
import org.medsentry.gateway.status.GatewayFigures;
import org.medsentry.gateway.status.MetricsText;
import org.medsentry.schemas.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: paths, status and what is written of each request. Decides nothing about records. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("org.medsentry.gateway.access-log");

    private final HttpSettings settings;
    private final GatewayFigures figures;
    private final BooleanSupplier ready;
    private final LongSupplier pendingBytes;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Javalin javalin;
    private volatile boolean stopping;

    /**
     * Starts to listen.
     *
     * @param ready whether Kafka can be written to
     * @param pendingBytes bytes that Kafka has not acknowledged yet
     * @param more further ways in
     */
    public GatewayServer(
            HttpSettings settings,
            Admission admission,
            Intake intake,
            GatewayFigures figures,
            BooleanSupplier ready,
            LongSupplier pendingBytes,
            List<Routes> more) {
        this.settings = settings;
        this.figures = figures;
        this.ready = ready;
        this.pendingBytes = pendingBytes;
        Bodies bodies = new Bodies(settings.limits());
        javalin = Javalin.create(config -> {
            listen(config);
            status(config);
            for (Stream stream : Stream.values()) {
                config.routes.post("/v1/" + stream.id(), new RecordsRoute(stream, admission, bodies, intake));
            }
            for (Routes routes : more) {
                routes.addTo(config.routes, admission, bodies, intake);
            }
            config.requestLogger.http(this::written);
        });
        javalin.start();
    }

    private void listen(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(settings.threads(), 8);
        config.jetty.modifyServer(server -> server.addBean(new NetworkConnectionLimit(settings.connections(), server)));
        config.jetty.addConnector(this::connector);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        ServerConnector connector;
        if (settings.tls() == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, settings.tls().sslContext(), new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    private void status(JavalinConfig config) {
        config.routes.before(this::begin);
        config.routes.get("/health", context -> text(context, 200, "ok\n"));
        config.routes.get("/ready", context -> {
            boolean well = ready.getAsBoolean() && !stopping;
            text(context, well ? 200 : 503, well ? "ok\n" : "not ready\n");
        });
        config.routes.get("/metrics", context -> {
            context.result(MetricsText.of(figures, ready.getAsBoolean(), inFlight.get(), pendingBytes.getAsLong()));
            context.contentType(MetricsText.CONTENT_TYPE);
        });
        Contract.addTo(config.routes);
        config.routes.exception(HttpRefusal.class, (refusal, context) -> Answers.problem(context, refusal));
        config.routes.exception(
                HttpResponseException.class,
                (failure, context) -> Answers.problem(
                        context,
                        failure.getStatus(),
                        failure.getStatus() == 405 ? "METHOD_NOT_ALLOWED" : "NOT_FOUND",
                        "there is nothing at this path for this method",
                        0));
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("a request failed", failure);
            Answers.problem(context, 500, "INTERNAL_ERROR", "the gateway failed; the request can be repeated", 0);
        });
    }

    private void begin(Context context) {
        inFlight.incrementAndGet();
        // not when its log line is written: a small answer is then still in the server's buffer, and would be lost if
        // the server stopped
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(context.req()), failure -> inFlight.decrementAndGet());
        if (stopping && context.path().startsWith("/v1/")) {
            context.header("Connection", "close");
            throw HttpRefusal.retryable(503, "UNAVAILABLE", "the gateway is stopping", Duration.ofSeconds(5));
        }
    }

    private void written(Context context, float millis) {
        Exchange exchange = Exchange.of(context);
        figures.request(context.statusCode(), (long) millis, exchange.bytes());
        if (!ACCESS.isInfoEnabled()) {
            return;
        }
        String path = context.endpoint() == null ? "-" : context.endpoint().path;
        ACCESS.info(
                "{} {} {} source={} bytes={} ms={}{}",
                context.method(),
                path,
                context.statusCode(),
                exchange.source(),
                exchange.bytes(),
                (long) millis,
                exchange.receipt() == null ? "" : counts(exchange));
    }

    private static String counts(Exchange exchange) {
        return " accepted=" + exchange.receipt().accepted() + " duplicates="
                + exchange.receipt().duplicates() + " rejected="
                + exchange.receipt().rejected() + " unavailable="
                + exchange.receipt().unavailable();
    }

    private static void text(Context context, int status, String text) {
        context.status(status);
        context.result(text);
    }

    /** What is served, as method and path. */
    public Set<String> paths() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public int port() {
        return javalin.port();
    }

    /** Takes no further records, lets requests under way end and stops listening. */
    @Override
    public void close() {
        stopping = true;
        long deadline = System.nanoTime() + settings.stopPatience().toNanos();
        try {
            while (inFlight.get() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }
}
