package org.medsentry.console.http;

import io.javalin.http.Context;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.visitor.Visitors;
import org.medsentry.console.visitor.Visitors.View;

/** The lists that somebody has saved. */
public final class ViewRoutes implements Routes.Group {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUERY = 2000;

    private final Visitors visitors;
    private final Callers callers;

    public ViewRoutes(Visitors visitors, Callers callers) {
        this.visitors = visitors;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/views", Access.SIGNED_IN, this::list);
        routes.put("/api/views/{name}", Access.SIGNED_IN, this::save);
        routes.delete("/api/views/{name}", Access.SIGNED_IN, context -> {
            visitors.forget(user(context), name(context));
            context.status(204);
        });
    }

    private void list(Context context) {
        Answers.json(context, visitors.views(user(context)));
    }

    private void save(Context context) {
        String query = Body.of(context, "query", "name").text("query", LONGEST_QUERY);
        visitors.save(user(context), new View(name(context), query == null ? "" : query));
        context.status(204);
    }

    private String user(Context context) {
        return callers.session(context).user().id();
    }

    private static String name(Context context) {
        String name = context.pathParam("name");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.body("/name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }
}
