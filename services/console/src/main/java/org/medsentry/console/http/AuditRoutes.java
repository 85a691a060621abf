package org.medsentry.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.medsentry.console.alert.Cursor;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.search.Query;

/** Who did and saw what. */
public final class AuditRoutes implements Routes.Group {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@()-]{1,64}");

    private final AuditLog audit;

    public AuditRoutes(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/audit", Access.of(Permission.AUDIT_READ), this::list);
    }

    private void list(Context context) throws IOException {
        Parameters parameters = AlertRoutes.parameters(context, List.of("user", "from", "to", "after"));
        AuditLog.Page page = audit.find(
                parameters.text("user", NAME),
                parameters.time("from"),
                parameters.time("to"),
                Cursor.read(parameters.text("after", 4000), 2));
        Answers.json(
                context,
                Answers.object(
                        "entries",
                        page.entries(),
                        "next",
                        page.next() == null ? null : Cursor.of(Query.JSON.readTree(page.next()))));
    }
}
