package org.medsentry.console.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.rule.ExampleRunner;
import org.medsentry.console.rule.RuleBook;
import org.medsentry.console.rule.RuleCatalogue;
import org.medsentry.console.rule.RuleDesk;
import org.medsentry.console.rule.RuleText;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/** Reading, trying and publishing rules. */
public final class RuleRoutes implements Routes.Group {

    private static final int LONGEST_COMMENT = 1000;
    private static final int AT_ONCE = 2;

    private final RuleBook book;
    private final RuleCatalogue catalogue;
    private final RuleDesk desk;
    private final Optional<ExampleRunner> examples;
    private final AuditLog audit;
    private final Callers callers;
    private final Semaphore running = new Semaphore(AT_ONCE);

    public RuleRoutes(
            RuleBook book,
            RuleCatalogue catalogue,
            RuleDesk desk,
            Optional<ExampleRunner> examples,
            AuditLog audit,
            Callers callers) {
        this.book = book;
        this.catalogue = catalogue;
        this.desk = desk;
        this.examples = examples;
        this.audit = audit;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        Access read = Access.of(Permission.ALERTS_READ);
        Access edit = Access.of(Permission.RULES_EDIT);
        routes.get("/api/rules", read, context -> Answers.json(context, Map.of("rules", catalogue.all())));
        routes.post("/api/rules/check", edit, context -> Answers.json(context, RuleText.check(yaml(context))));
        routes.post("/api/rules/examples", edit, this::runExamples);
        routes.post("/api/rules/publish", edit, this::publish);
        routes.get(
                "/api/rules/{id}",
                read,
                context -> Answers.json(
                        context, catalogue.one(context.pathParam("id")).orElseThrow(Problem::notFound)));
        routes.get(
                "/api/rules/{id}/versions/{version}",
                read,
                context -> Answers.json(
                        context,
                        Map.of(
                                "yaml",
                                version(context, context.pathParam("version")).yaml())));
        routes.get("/api/rules/{id}/difference", read, this::difference);
        routes.post("/api/rules/{id}/difference", edit, this::differenceFromNewest);
        routes.post("/api/rules/{id}/state", Access.of(Permission.RULES_PUBLISH), this::changeState);
    }

    private static String yaml(Context context) {
        return Body.of(context, "yaml").requiredText("yaml", RuleText.LONGEST);
    }

    private RulePublication version(Context context, String text) {
        try {
            return book.version(context.pathParam("id"), Integer.parseInt(text)).orElseThrow(Problem::notFound);
        } catch (NumberFormatException noVersion) {
            throw Problem.notFound();
        }
    }

    private void difference(Context context) {
        Parameters parameters = AlertRoutes.parameters(context, List.of("from", "to"));
        String from = parameters.text("from", 10);
        String to = parameters.text("to", 10);
        if (from == null || to == null) {
            throw Problem.parameter(from == null ? "from" : "to", "is required");
        }
        Answers.json(
                context,
                Map.of(
                        "lines",
                        RuleText.difference(
                                version(context, from).yaml(),
                                version(context, to).yaml())));
    }

    private void differenceFromNewest(Context context) {
        String yaml = yaml(context);
        String newest =
                book.newest(context.pathParam("id")).map(RulePublication::yaml).orElse("");
        Answers.json(context, Map.of("lines", RuleText.difference(newest, yaml)));
    }

    private void runExamples(Context context) throws InterruptedException {
        String yaml = yaml(context);
        RuleText.Checked checked = RuleText.check(yaml);
        if (!checked.valid()) {
            Answers.json(
                    context,
                    Answers.object(
                            "valid", false, "findings", checked.findings(), "examples", List.of(), "milliseconds", 0));
            return;
        }
        ExampleRunner runner = examples.orElseThrow(
                () -> Problem.of(501, "examples-unavailable", "此处无法运行示例", "examples cannot be run here"));
        if (!running.tryAcquire(5, TimeUnit.SECONDS)) {
            throw Problem.of(503, "busy", "系统繁忙，请稍后再试", "others run examples; try again");
        }
        try {
            long begun = System.nanoTime();
            List<Map<String, Object>> outcomes = runner.run(yaml).stream()
                    .map(outcome -> Answers.object(
                            "name",
                            outcome.name(),
                            "passed",
                            outcome.passed(),
                            "line",
                            outcome.line(),
                            "expected",
                            null,
                            "actual",
                            null,
                            "message",
                            outcome.message()))
                    .toList();
            Answers.json(
                    context,
                    Answers.object(
                            "valid",
                            true,
                            "examples",
                            outcomes,
                            "milliseconds",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        } finally {
            running.release();
        }
    }

    private void publish(Context context) {
        Body body = Body.of(context, "yaml", "comment", "shadow", "expectedVersion");
        String yaml = body.requiredText("yaml", RuleText.LONGEST);
        String comment = body.text("comment", LONGEST_COMMENT);
        User user = callers.session(context).user();
        RuleDesk.Draft draft = desk.draft(user, yaml, body.number("expectedVersion"), body.flag("shadow"));
        audit.write(callers.audited(context, "rule.publish", draft.id(), comment));
        desk.publish(user, draft);
        Answers.json(context, 202, Answers.object("ruleId", draft.ruleId(), "version", draft.version()));
    }

    private void changeState(Context context) {
        Body body = Body.of(context, "state", "comment");
        RuleState state = body.requiredChoice("state", RuleState.class);
        String comment = body.text("comment", LONGEST_COMMENT);
        RuleDesk.Draft draft = desk.change(context.pathParam("id"), state);
        audit.write(callers.audited(context, "rule.state", draft.id(), comment));
        desk.apply(callers.session(context).user(), draft);
        Answers.json(context, 202, Answers.object("version", draft.version()));
    }
}
