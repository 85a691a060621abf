package org.medsentry.console.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsentry.console.action.Actions;
import org.medsentry.console.action.SilenceBook;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Problem;
import org.medsentry.desk.ActionDesk;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.Drill;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TriggerBox;
import org.medsentry.schemas.codec.AlertActionDecoder;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** Acting on alerts. Nothing is changed here: actions go to their topic, and what becomes of them comes back as events. */
public final class ActionRoutes implements Routes.Group {

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_NAME = 256;
    private static final String[] FIELDS = {"type", "reason", "comment", "until", "level", "assignee"};

    private final Actions actions;
    private final ActionDesk desk;
    private final TriggerBox triggers;
    private final Drill drill;
    private final SilenceBook silences;
    private final AuditLog audit;
    private final Callers callers;

    public ActionRoutes(KafkaCluster cluster, Actions actions, SilenceBook silences, AuditLog audit, Callers callers) {
        this.actions = actions;
        this.desk = new ActionDesk(cluster);
        this.triggers = new TriggerBox(cluster);
        this.drill = new Drill(cluster);
        this.silences = silences;
        this.audit = audit;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        Access act = Access.of(Permission.ALERTS_ACT);
        Access escalate = Access.of(Permission.ALERTS_ESCALATE);
        routes.post("/api/alerts/actions", act, this::actOnMany);
        routes.post("/api/alerts/{id}/actions", act, this::act);
        routes.get(
                "/api/silences",
                Access.of(Permission.ALERTS_READ),
                context -> Answers.json(context, Map.of("silences", silences.inForce())));
        routes.post("/api/silences", escalate, this::silence);
        routes.delete("/api/silences/{id}", escalate, this::unsilence);
        routes.post("/api/triggers/{id}/resend", escalate, this::resend);
        routes.post("/api/drills", escalate, this::drill);
    }

    private void act(Context context) {
        Body body = Body.of(context, FIELDS);
        AlertAction action = actions.action(user(context), alertId(context.pathParam("id")), wish(body));
        send(context, List.of(action));
        Answers.json(context, 202, Map.of("actionId", action.actionId()));
    }

    private void actOnMany(Context context) {
        List<String> fields = new ArrayList<>(List.of(FIELDS));
        fields.add("alertIds");
        Body body = Body.of(context, fields.toArray(String[]::new));
        Actions.Wish wish = wish(body);
        List<AlertAction> made = new ArrayList<>();
        for (String alertId : new LinkedHashSet<>(body.texts("alertIds", MOST_AT_ONCE, 128))) {
            made.add(actions.action(user(context), alertId(alertId), wish));
        }
        send(context, made);
        Answers.json(
                context,
                202,
                Map.of(
                        "results",
                        made.stream()
                                .map(action -> Answers.object(
                                        "alertId", action.alertId(), "actionId", action.actionId(), "code", null))
                                .toList()));
    }

    private static Actions.Wish wish(Body body) {
        ActionType type = body.requiredChoice("type", ActionType.class);
        if (type == ActionType.SILENCE || type == ActionType.UNSILENCE) {
            throw Problem.body("/type", "is no action on an alert; use /api/silences");
        }
        return new Actions.Wish(
                type,
                null,
                null,
                null,
                null,
                body.choice("level", Level.class),
                body.text("assignee", LONGEST_NAME),
                body.text("reason", AlertActionDecoder.LONGEST_TEXT),
                body.text("comment", AlertActionDecoder.LONGEST_TEXT));
    }

    private void silence(Context context) {
        Body body = Body.of(context, "ruleId", "keyPattern", "until", "reason");
        Actions.Wish wish = new Actions.Wish(
                ActionType.SILENCE,
                body.requiredText("ruleId", 64),
                body.text("keyPattern", AlertActionDecoder.LONGEST_TEXT),
                null,
                time(body.requiredText("until", 64)),
                null,
                null,
                body.requiredText("reason", AlertActionDecoder.LONGEST_TEXT),
                null);
        sendOne(context, actions.action(user(context), null, wish));
    }

    private void unsilence(Context context) {
        Actions.Wish wish = new Actions.Wish(
                ActionType.UNSILENCE, null, null, alertId(context.pathParam("id")), null, null, null, null, null);
        sendOne(context, actions.action(user(context), null, wish));
    }

    private void sendOne(Context context, AlertAction action) {
        send(context, List.of(action));
        Answers.json(context, 202, Map.of("actionId", action.actionId()));
    }

    private void send(Context context, List<AlertAction> made) {
        audit.write(made.stream()
                .map(action -> callers.audited(
                        context,
                        "alert." + action.action().name().toLowerCase(Locale.ROOT),
                        target(action),
                        "action " + action.actionId()))
                .toList());
        desk.send(made);
    }

    private static String target(AlertAction action) {
        if (action.alertId() != null) {
            return action.alertId();
        }
        return action.ruleId() != null ? action.ruleId() : action.silenceId();
    }

    private void resend(Context context) {
        String unitId = Body.of(context, "unitId").text("unitId", LONGEST_NAME);
        String triggerId = alertId(context.pathParam("id"));
        audit.write(callers.audited(context, "trigger.resend", triggerId, unitId));
        try {
            triggers.resend(triggerId, unitId);
        } catch (DeskException unknown) {
            if (unknown.getCause() == null) {
                throw Problem.notFound();
            }
            throw unknown;
        }
        Answers.json(context, 202, Map.of("triggerId", triggerId));
    }

    private void drill(Context context) {
        Body body = Body.of(context, "level", "regionCode", "topic", "reason");
        Level level = body.requiredChoice("level", Level.class);
        String region = body.requiredText("regionCode", 12);
        ResponsibilityTopic topic = body.choice("topic", ResponsibilityTopic.class);
        String reason = body.requiredText("reason", 1000);
        audit.write(callers.audited(context, "drill.begin", region, "level " + level));
        try {
            Signal signal = drill.begin(
                    level,
                    region,
                    topic == null ? ResponsibilityTopic.OUTBREAK : topic,
                    reason,
                    user(context).id());
            Answers.json(context, 202, Map.of("signalId", signal.signalId()));
        } catch (DeskException unknown) {
            if (unknown.getCause() == null) {
                throw Problem.body("/regionCode", "is no region of the reference data");
            }
            throw unknown;
        }
    }

    private User user(Context context) {
        return callers.session(context).user();
    }

    private static String alertId(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,128}")) {
            throw Problem.notFound();
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw Problem.body("/until", "must be a time like 2026-11-23T08:00:00+08:00");
        }
    }
}
