package org.medsentry.console.visitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/** What the console remembers of each user: when that person was last here, and the lists that were saved. */
public final class Visitors {

    private static final int ATTEMPTS = 5;
    private static final int MOST_VIEWS = 50;

    private final SearchIndex index;
    private final Clock clock;

    /** A list of alerts with its filters, as they stand in the address of the page. */
    public record View(String name, String query) {}

    public Visitors(SearchIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /** When the person was last here; remembers that it is now. */
    public Optional<Instant> visit(String userId) {
        List<Optional<Instant>> before = new ArrayList<>();
        change(userId, document -> {
            before.add(Optional.ofNullable(document.get("lastVisitAt"))
                    .filter(JsonNode::isTextual)
                    .map(at -> Instant.parse(at.textValue())));
            return document.put(
                    "lastVisitAt",
                    clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        });
        return before.get(before.size() - 1);
    }

    public List<View> views(String userId) {
        List<View> views = new ArrayList<>();
        index.get(IndexNames.CONSOLE_STATE, userId)
                .ifPresent(stored -> stored.source()
                        .path("views")
                        .forEach(view -> views.add(new View(
                                view.path("name").asText(), view.path("query").asText()))));
        return views;
    }

    /** Saves a view in place of one of the same name. */
    public void save(String userId, View view) {
        change(userId, document -> {
            ArrayNode views = without(document, view.name());
            if (views.size() >= MOST_VIEWS) {
                throw Problem.of(409, "too-many-views", "保存的视图过多", "there are " + MOST_VIEWS + " views already");
            }
            views.addObject().put("name", view.name()).put("query", view.query());
            return document;
        });
    }

    public void forget(String userId, String name) {
        change(userId, document -> {
            without(document, name);
            return document;
        });
    }

    private static ArrayNode without(ObjectNode document, String name) {
        ArrayNode kept = Query.JSON.createArrayNode();
        document.path("views").forEach(view -> {
            if (!view.path("name").asText().equals(name)) {
                kept.add(view);
            }
        });
        document.set("views", kept);
        return kept;
    }

    private void change(String userId, UnaryOperator<ObjectNode> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SearchIndex.Stored> stored = index.get(IndexNames.CONSOLE_STATE, userId);
            ObjectNode document = stored.map(
                            found -> (ObjectNode) found.source().deepCopy())
                    .orElseGet(() -> Query.object().put("user", userId));
            if (index.replace(IndexNames.CONSOLE_STATE, userId, change.apply(document), stored)) {
                return;
            }
        }
        throw Problem.of(409, "busy", "请重试", "somebody else changes this at the same time; try again");
    }
}
