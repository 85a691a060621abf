package org.medsentry.console.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.data.DataFigures;
import org.medsentry.console.data.DeadLetterDesk;
import org.medsentry.console.data.DeadLetterList;
import org.medsentry.console.data.LateRecordList;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.problem.Problem;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.schemas.document.DeadLetter;

/** How data come in, and what to do with those that could not be judged. */
public final class DataRoutes implements Routes.Group {

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_RECORD = 65_536;

    private final DataFigures figures;
    private final DeadLetterList list;
    private final LateRecordList lateRecords;
    private final DeadLetterDesk desk;
    private final AuditLog audit;
    private final Callers callers;

    public DataRoutes(
            DataFigures figures,
            DeadLetterList list,
            LateRecordList lateRecords,
            DeadLetterDesk desk,
            AuditLog audit,
            Callers callers) {
        this.figures = figures;
        this.list = list;
        this.lateRecords = lateRecords;
        this.desk = desk;
        this.audit = audit;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        Access read = Access.of(Permission.DATA_READ);
        Access replay = Access.of(Permission.DEAD_LETTERS_REPLAY);
        routes.get("/api/data", read, context -> Answers.json(context, figures.all()));
        routes.get(
                "/api/dead-letters",
                read,
                context ->
                        Answers.json(context, list.find(AlertRoutes.parameters(context, DeadLetterList.PARAMETERS))));
        routes.get("/api/late-records", read, this::late);
        routes.post("/api/dead-letters/replay", replay, this::replayMany);
        routes.get("/api/dead-letters/{id}/payload", Access.of(Permission.DEAD_LETTERS_REVEAL), this::reveal);
        routes.post("/api/dead-letters/{id}/replay", replay, this::replay);
    }

    private void late(Context context) {
        Answers.json(
                context,
                Map.of("lateRecords", lateRecords.find(AlertRoutes.parameters(context, LateRecordList.PARAMETERS))));
    }

    private DeadLetter letter(Context context) {
        return list.get(List.of(context.pathParam("id"))).stream().findFirst().orElseThrow(Problem::notFound);
    }

    private void reveal(Context context) {
        DeadLetter letter = letter(context);
        audit.write(callers.audited(context, "dead-letter.reveal", letter.deadLetterId(), letter.stream()));
        Answers.json(context, Map.of("payload", desk.reveal(letter)));
    }

    private void replay(Context context) {
        String record = Body.of(context, "payload").text("payload", LONGEST_RECORD);
        DeadLetter letter = letter(context);
        if (record == null) {
            audit.write(callers.audited(context, DeadLetterList.REPLAYED, letter.deadLetterId(), letter.stream()));
            DeadLetterBox.Replay replay = desk.replay(List.of(letter));
            if (!replay.skipped().isEmpty()) {
                throw Problem.of(409, "not-replayable", "无法重放", "it cannot be replayed");
            }
        } else {
            desk.check(letter, record);
            audit.write(callers.audited(context, DeadLetterList.REPLAYED, letter.deadLetterId(), "mended"));
            desk.send(letter, record);
        }
        Answers.json(context, 202, Map.of("topic", letter.topic()));
    }

    private void replayMany(Context context) {
        List<String> ids = Body.of(context, "ids").texts("ids", MOST_AT_ONCE, 128);
        List<DeadLetter> letters = list.get(ids);
        audit.write(letters.stream()
                .map(letter ->
                        callers.audited(context, DeadLetterList.REPLAYED, letter.deadLetterId(), letter.stream()))
                .toList());
        DeadLetterBox.Replay replay = desk.replay(letters);
        List<Map<String, Object>> results = new ArrayList<>();
        for (String id : ids) {
            boolean sent = replay.sent().stream()
                    .anyMatch(letter -> letter.deadLetterId().equals(id));
            results.add(Answers.object(
                    "id", id, "code", sent ? null : replay.skipped().containsKey(id) ? "not-replayable" : "not-found"));
        }
        Answers.json(context, 202, Map.of("results", results));
    }
}
