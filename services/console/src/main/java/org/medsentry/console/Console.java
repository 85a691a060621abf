package org.medsentry.console;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.medsentry.console.action.Actions;
import org.medsentry.console.action.SilenceBook;
import org.medsentry.console.alert.RegionDirectory;
import org.medsentry.console.alert.Summary;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.data.DataFigures;
import org.medsentry.console.data.DeadLetterDesk;
import org.medsentry.console.data.DeadLetterList;
import org.medsentry.console.data.LateRecordList;
import org.medsentry.console.event.EventBoard;
import org.medsentry.console.event.LiveEvents;
import org.medsentry.console.event.TopicFollower;
import org.medsentry.console.http.ActionRoutes;
import org.medsentry.console.http.AlertRoutes;
import org.medsentry.console.http.AuditRoutes;
import org.medsentry.console.http.Callers;
import org.medsentry.console.http.ConsoleServer;
import org.medsentry.console.http.DataRoutes;
import org.medsentry.console.http.EventRoutes;
import org.medsentry.console.http.RequestFigures;
import org.medsentry.console.http.Routes;
import org.medsentry.console.http.RuleRoutes;
import org.medsentry.console.http.SessionRoutes;
import org.medsentry.console.http.StaticFiles;
import org.medsentry.console.http.StatusRoutes;
import org.medsentry.console.http.ViewRoutes;
import org.medsentry.console.identity.IdentityProvider;
import org.medsentry.console.identity.Sessions;
import org.medsentry.console.identity.SignInThrottle;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.rule.RuleBook;
import org.medsentry.console.rule.RuleCatalogue;
import org.medsentry.console.rule.RuleDesk;
import org.medsentry.console.rule.RuleFigureBoard;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.console.visitor.Visitors;
import org.medsentry.desk.FlinkRuleFigures;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.schemas.Topic;
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
    private final LiveEvents live;

    private Console(ConsoleSettings settings, ConsoleExtras extras, Clock clock) {
        IdentityProvider identities = UsersFile.open(settings.users());
        SearchIndex index = new SearchIndex(settings.search());
        keep(index);
        install(index);
        Sessions sessions = new Sessions(settings.idle(), settings.longest(), identities, clock);
        Callers callers = new Callers(sessions, settings.server().behindProxy());
        AuditLog audit = new AuditLog(index, clock);
        Visitors visitors = new Visitors(index, clock);
        RequestFigures figures = new RequestFigures();
        KafkaCluster kafka = settings.kafka();
        RegionDirectory regions = RegionDirectory.of(kafka);
        RulePublisher publisher = new RulePublisher(kafka);
        RuleBook book = new RuleBook(publisher::all);
        SilenceBook silences = new SilenceBook(clock);
        EventBoard board = new EventBoard();
        RuleFigureBoard ruleFigures =
                keep(new RuleFigureBoard(settings.flink().map(flink -> new FlinkRuleFigures(flink.toString()))));
        DataFigures data = keep(new DataFigures(kafka, settings.groupPrefix(), settings.flink(), index, clock));
        EventRoutes events = new EventRoutes(board, sessions, callers);
        List<Routes.Group> groups = List.of(
                new StatusRoutes(index::isReachable, sessions, board::listeners, figures),
                new SessionRoutes(identities, sessions, new SignInThrottle(clock), visitors, audit, callers),
                new AlertRoutes(index, regions, data::streams, extras.guide(), silences, audit, callers, clock),
                new ActionRoutes(kafka, new Actions(clock), silences, audit, callers),
                new ViewRoutes(visitors, callers),
                new RuleRoutes(
                        book,
                        new RuleCatalogue(book, ruleFigures, index, audit, clock),
                        new RuleDesk(book, publisher),
                        extras.examples(),
                        audit,
                        callers),
                new DataRoutes(
                        data,
                        new DeadLetterList(index, audit),
                        new LateRecordList(kafka),
                        new DeadLetterDesk(kafka, settings.keyFile(), clock),
                        audit,
                        callers),
                new AuditRoutes(audit),
                events);
        server = keep(
                new ConsoleServer(settings.server(), callers, new StaticFiles(settings.assets()), figures, groups));
        keep(events);
        keep(new TopicFollower(kafka, Topic.ALERT_ACTIONS, true, silences::take, () -> {}));
        live = keep(new LiveEvents(
                kafka,
                board,
                (alert, unread) -> Summary.of(alert, Optional.empty()).put("unread", unread),
                book::forget));
    }

    private <P extends AutoCloseable> P keep(P part) {
        parts.push(part);
        return part;
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
    public static Console start(ConsoleSettings settings, ConsoleExtras extras) {
        Console console = new Console(settings, extras, Clock.systemUTC());
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

    /** Whether browsers hear of what happens from now on. */
    public boolean isListening() {
        return live.isReading();
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
