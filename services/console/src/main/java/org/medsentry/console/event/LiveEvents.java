package org.medsentry.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.BiFunction;
import org.medsentry.console.search.Query;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.RulePublication;

/** Puts on the board what comes to the topics: revisions of alerts, answers to actions, publications of rules. */
public final class LiveEvents implements AutoCloseable {

    private final EventBoard board;
    private final BiFunction<JsonNode, Boolean, ObjectNode> summary;
    private final Runnable rulesChanged;
    private final List<TopicFollower> followers;

    /**
     * Begins to follow.
     *
     * @param summary of an alert's document, unread or not
     * @param rulesChanged called before anybody hears of a publication
     */
    public LiveEvents(
            KafkaCluster cluster,
            EventBoard board,
            BiFunction<JsonNode, Boolean, ObjectNode> summary,
            Runnable rulesChanged) {
        this.board = board;
        this.summary = summary;
        this.rulesChanged = rulesChanged;
        followers = List.of(
                new TopicFollower(cluster, Topic.ALERTS, false, this::alert, board::lost),
                new TopicFollower(cluster, Topic.ACTION_RESULTS, false, this::action, board::lost),
                new TopicFollower(cluster, Topic.RULES, false, this::rule, board::lost));
    }

    private void alert(byte[] value) {
        JsonNode alert = read(value);
        Instant raisedAt = OffsetDateTime.parse(alert.path("raisedAt").asText()).toInstant();
        board.publish("alert", wrapped(alert, false), wrapped(alert, true), raisedAt);
    }

    private String wrapped(JsonNode alert, boolean unread) {
        ObjectNode data = Query.object();
        data.set("summary", summary.apply(alert, unread));
        return data.toString();
    }

    private void action(byte[] value) {
        ActionResult result = Documents.fromJson(value, ActionResult.class);
        ObjectNode data = Query.object();
        data.put("actionId", result.actionId())
                .put("alertId", result.alertId())
                .put("type", result.action().name())
                .put("accepted", result.status() == ActionStatus.ACCEPTED)
                .put("revision", result.revision());
        if (result.rejection() == null) {
            data.putNull("rejection");
        } else {
            data.putObject("rejection")
                    .put("zh", result.rejection().zh())
                    .put("en", result.rejection().en());
        }
        board.publish("action", data.toString());
    }

    private void rule(byte[] value) {
        RulePublication rule = Documents.fromJson(value, RulePublication.class);
        rulesChanged.run();
        board.publish(
                "rule",
                Query.object()
                        .put("id", rule.ruleId())
                        .put("version", rule.version())
                        .put("state", rule.state().name())
                        .toString());
    }

    private static JsonNode read(byte[] value) {
        try {
            return Query.JSON.readTree(value);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Whether all topics are being read. */
    public boolean isReading() {
        return followers.stream().allMatch(TopicFollower::isReading);
    }

    @Override
    public void close() {
        board.close();
        followers.forEach(TopicFollower::close);
    }
}
