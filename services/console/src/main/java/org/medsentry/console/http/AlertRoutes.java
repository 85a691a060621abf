package org.medsentry.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medsentry.console.action.SilenceBook;
import org.medsentry.console.alert.AlertExport;
import org.medsentry.console.alert.AlertFile;
import org.medsentry.console.alert.AlertFilter;
import org.medsentry.console.alert.AlertList;
import org.medsentry.console.alert.Overview;
import org.medsentry.console.alert.RegionDirectory;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.Session;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.SearchIndex;

/** Reading alerts: the overview, lists, one alert, a file of them. */
public final class AlertRoutes implements Routes.Group {

    private static final Duration LOOKED_BACK_AT_FIRST = Duration.ofHours(24);

    private final Overview overview;
    private final Supplier<List<?>> streams;
    private final Supplier<List<?>> guide;
    private final AlertList list;
    private final AlertFile file;
    private final AlertExport export;
    private final RegionDirectory regions;
    private final SilenceBook silences;
    private final AuditLog audit;
    private final Callers callers;
    private final Clock clock;

    /**
     * @param streams how each stream fares
     * @param guide what a newcomer is told to look at; empty where nobody needs it
     */
    public AlertRoutes(
            SearchIndex index,
            RegionDirectory regions,
            Supplier<List<?>> streams,
            Supplier<List<?>> guide,
            SilenceBook silences,
            AuditLog audit,
            Callers callers,
            Clock clock) {
        this.overview = new Overview(index, regions, clock);
        this.streams = streams;
        this.guide = guide;
        this.list = new AlertList(index, regions::names);
        this.file = new AlertFile(index);
        this.export = new AlertExport(index);
        this.regions = regions;
        this.silences = silences;
        this.audit = audit;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        Access read = Access.of(Permission.ALERTS_READ);
        routes.get("/api/overview", read, this::overview);
        routes.get("/api/alerts", read, this::list);
        routes.get("/api/alerts/export", read, this::export);
        routes.get("/api/alerts/{id}", read, this::open);
        routes.get("/api/regions", read, context -> Answers.json(context, regions.all()));
    }

    private void overview(Context context) {
        Session session = callers.session(context);
        String since = parameters(context, List.of("since")).time("since");
        Instant from = since == null
                ? session.lastVisit().orElseGet(() -> clock.instant().minus(LOOKED_BACK_AT_FIRST))
                : Instant.parse(since);
        ObjectNode read = overview.read(from, session.lastVisit());
        read.putPOJO("streams", streams.get());
        List<?> stories = guide.get();
        if (!stories.isEmpty()) {
            read.putPOJO("guide", stories);
        }
        Answers.json(context, read);
    }

    private void list(Context context) {
        List<String> known = new ArrayList<>(AlertFilter.PARAMETERS);
        known.addAll(AlertList.Page.PARAMETERS);
        Parameters parameters = parameters(context, known);
        Answers.json(
                context,
                list.find(
                        AlertFilter.of(parameters),
                        AlertList.Page.of(parameters),
                        callers.session(context).lastVisit()));
    }

    private void open(Context context) {
        Session session = callers.session(context);
        boolean withEvidence = session.user().may(Permission.EVIDENCE_READ);
        ObjectNode alert = file.document(context.pathParam("id")).orElseThrow(Problem::notFound);
        if (withEvidence) {
            audit.write(callers.audited(
                    context, "evidence.read", alert.path("alertId").asText(), "revision " + alert.path("revision")));
        }
        ObjectNode read = file.read(alert, withEvidence, session.lastVisit());
        JsonNode key = alert.at("/key/value");
        read.putPOJO("silences", silences.covering(alert.path("ruleId").asText(), key.asText()));
        Answers.json(context, read);
    }

    private void export(Context context) throws IOException {
        List<String> known = new ArrayList<>(AlertFilter.PARAMETERS);
        known.addAll(Arrays.asList("format", "sort", "order"));
        Parameters parameters = parameters(context, known);
        String format = parameters.choice("format", List.of("csv", "json"));
        AlertFilter filter = AlertFilter.of(parameters);
        export.requireFew(filter);
        audit.write(callers.audited(
                context,
                "alerts.export",
                null,
                Optional.ofNullable(context.queryString()).orElse("")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (format.equals("csv")) {
            export.writeCsv(filter, out);
            context.contentType("text/csv; charset=utf-8");
        } else {
            export.writeJson(filter, out);
            context.contentType("application/json");
        }
        context.header("Content-Disposition", "attachment; filename=\"medsentry-alerts." + format + "\"");
        context.result(out.toByteArray());
    }

    static Parameters parameters(Context context, List<String> known) {
        return new Parameters(context.queryParamMap(), known);
    }
}
