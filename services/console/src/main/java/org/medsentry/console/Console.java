package org.medsentry.console;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.http.Callers;
import org.medsentry.console.http.ConsoleServer;
import org.medsentry.console.http.RequestFigures;
import org.medsentry.console.http.Routes;
import org.medsentry.console.http.SessionRoutes;
import org.medsentry.console.http.StaticFiles;
import org.medsentry.console.http.StatusRoutes;
import org.medsentry.console.identity.IdentityProvider;
import org.medsentry.console.identity.Sessions;
import org.medsentry.console.identity.SignInThrottle;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.console.visitor.Visitors;
import org.medsentry.schemas.index.IndexTemplates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web interface: reads Elasticsearch, hands what people do to the topics, and tells browsers what changes. To be run by
 * {@link ConsoleMain} or within another process.
 */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ConsoleServer server;

    private Console(ConsoleSettings settings, Clock clock) {
        IdentityProvider identities = UsersFile.open(settings.users());
        SearchIndex index = new SearchIndex(settings.search());
        parts.push(index);
        install(index);
        Sessions sessions = new Sessions(settings.idle(), settings.longest(), identities, clock);
        Callers callers = new Callers(sessions, settings.server().behindProxy());
        AuditLog audit = new AuditLog(index, clock);
        Visitors visitors = new Visitors(index, clock);
        RequestFigures figures = new RequestFigures();
        List<Routes.Group> groups = new ArrayList<>();
        groups.add(new StatusRoutes(index::isReachable, sessions, () -> 0, figures));
        groups.add(new SessionRoutes(identities, sessions, new SignInThrottle(clock), visitors, audit, callers));
        server = new ConsoleServer(settings.server(), callers, new StaticFiles(settings.assets()), figures, groups);
        parts.push(server);
    }

    /** An index that a document creates without its template has mappings that Elasticsearch guessed, for good. */
    private static void install(SearchIndex index) {
        try {
            index.install(IndexTemplates.ofConsole());
        } catch (Problem away) {
            throw new ConsoleException("cannot reach Elasticsearch: " + away.getCause(), away);
        }
    }

    /**
     * Starts a console and returns when it serves.
     *
     * @throws ConsoleException if something that it stands on is missing
     */
    public static Console start(ConsoleSettings settings) {
        Console console = new Console(settings, Clock.systemUTC());
        try {
            console.server.start();
        } catch (RuntimeException failed) {
            console.close();
            throw new ConsoleException(
                    "cannot listen on " + settings.server().host() + ":"
                            + settings.server().port() + ": " + failed.getMessage(),
                    failed);
        }
        LOG.info("serves on port {}", console.port());
        return console;
    }

    public int port() {
        return server.port();
    }

    /** All routes, for whoever wants to see who may call them. */
    public List<Routes.Route> routes() {
        return server.routes();
    }

    /** Serves what is under way and stops. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                LOG.warn("not closed in good order: {}", failed.toString());
            }
        }
    }
}
