package org.medsentry.console.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.medsentry.console.problem.Problem;
import org.medsentry.desk.DeskException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of it all: who is let in, what every answer bears, and how failures are told. */
public final class ConsoleServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final long LONGEST_BODY = 512 * 1024;
    private static final int MOST_THREADS = 100;
    private static final long GRACE_MILLIS = 3000;
    private static final String BASE_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final Javalin server;
    private final Callers callers;
    private final StaticFiles files;
    private final Routes routes = new Routes();
    private final RequestFigures figures;

    public ConsoleServer(
            ServerSettings settings,
            Callers callers,
            StaticFiles files,
            RequestFigures figures,
            List<? extends Routes.Group> groups) {
        this.callers = callers;
        this.files = files;
        this.figures = figures;
        files.addTo(routes);
        groups.forEach(group -> group.addTo(routes));
        server = Javalin.create(config -> configure(config, settings));
    }

    /** @throws RuntimeException if the port is taken */
    public ConsoleServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.port();
    }

    /** All routes, for whoever wants to see who may call them. */
    public List<Routes.Route> routes() {
        return routes.list();
    }

    private void configure(JavalinConfig config, ServerSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LONGEST_BODY;
        config.http.generateEtags = false;
        config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 8);
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(GRACE_MILLIS));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
        });
        settings.keyStore()
                .ifPresent(store -> config.jetty.addConnector((jetty, http) -> {
                    SslContextFactory.Server tls = new SslContextFactory.Server();
                    tls.setKeyStorePath(store.toString());
                    settings.keyStorePassword().ifPresent(tls::setKeyStorePassword);
                    HttpConfiguration secure = new HttpConfiguration(http);
                    secure.addCustomizer(new SecureRequestCustomizer(false));
                    ServerConnector connector = new ServerConnector(
                            jetty, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
                    connector.setHost(settings.host());
                    connector.setPort(settings.port());
                    return connector;
                }));
        config.routes.before(this::setHeaders);
        config.routes.beforeMatched(callers::admit);
        routes.addTo(config.routes);
        config.routes.after(context -> figures.count(context.statusCode()));
        config.routes.exception(Problem.class, this::tell);
        config.routes.exception(
                DeskException.class, (failed, context) -> tell(Problem.unavailable("kafka", failed), context));
        config.routes.exception(
                KafkaException.class, (failed, context) -> tell(Problem.unavailable("kafka", failed), context));
        config.routes.exception(HttpResponseException.class, (refused, context) -> unmatched(refused, context));
        config.routes.exception(Exception.class, (failed, context) -> {
            LOG.error("{} {} failed", context.method().name(), context.path(), failed);
            Answers.problem(context, Problem.of(500, "internal", "内部错误", "something went wrong here"));
        });
    }

    private void setHeaders(Context context) {
        context.header("Content-Security-Policy", BASE_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .header("Cache-Control", "no-store");
        if (callers.isSecure(context)) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void tell(Problem problem, Context context) {
        if (problem.getCause() != null) {
            LOG.warn("{} {}: {}", context.method().name(), context.path(), problem.getMessage());
            LOG.debug("because", problem.getCause());
        }
        Answers.problem(context, problem);
    }

    /** Where no route fits: an address within the page is the page's, everything else is not there. */
    private void unmatched(HttpResponseException refused, Context context) {
        String path = context.path();
        if (refused.getStatus() == 404
                && context.method().name().equals("GET")
                && !path.startsWith("/api")
                && !path.startsWith("/assets/")
                && !path.startsWith("/modules/")
                && path.indexOf('.') < 0) {
            context.status(200);
            files.page(context);
            return;
        }
        Answers.problem(
                context,
                switch (refused.getStatus()) {
                    case 404 -> Problem.notFound();
                    case 413 -> Problem.of(413, "too-large", "内容过大", "the body is too large");
                    default -> Problem.of(refused.getStatus(), "refused", "请求被拒绝", "the request is refused");
                });
    }

    /** Takes no new requests and gives those under way a moment. */
    @Override
    public void close() {
        server.stop();
    }
}
