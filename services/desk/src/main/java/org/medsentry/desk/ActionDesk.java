package org.medsentry.desk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.AlertAction;

/** Hands people's actions to the early-warning job and waits for its answers. */
public final class ActionDesk {

    /** A person looks on: better to hear soon that Kafka is away. */
    static final Map<String, String> WHILE_SOMEBODY_WAITS =
            Map.of("max.block.ms", "10000", "request.timeout.ms", "8000", "delivery.timeout.ms", "15000");

    private final KafkaCluster cluster;

    public ActionDesk(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Sends actions and waits for what becomes of them.
     *
     * @return the answers by action id, in the order of the actions; those that did not come within the limit are missing
     */
    public Map<String, ActionResult> perform(List<AlertAction> actions, Duration limit) {
        Map<String, ActionResult> answers = new LinkedHashMap<>();
        Set<String> open = new HashSet<>();
        actions.forEach(action -> open.add(action.actionId()));
        try (TopicTail results = cluster.tail(Topic.ACTION_RESULTS)) {
            send(actions);
            long deadline = System.nanoTime() + limit.toNanos();
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                results.poll(row -> {
                    ActionResult result = Documents.fromJson(row.value(), ActionResult.class);
                    if (open.remove(result.actionId())) {
                        answers.put(result.actionId(), result);
                    }
                });
            }
        }
        Map<String, ActionResult> inOrder = new LinkedHashMap<>();
        actions.stream()
                .map(AlertAction::actionId)
                .filter(answers::containsKey)
                .forEach(id -> inOrder.put(id, answers.get(id)));
        return inOrder;
    }

    /**
     * Sends actions without waiting for what becomes of them: returns once Kafka has them.
     *
     * @throws DeskException if Kafka does not take them
     */
    public void send(List<AlertAction> actions) {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer(WHILE_SOMEBODY_WAITS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (AlertAction action : actions) {
                sent.add(producer.send(new ProducerRecord<>(
                        cluster.name(Topic.ALERT_ACTIONS),
                        action.actionId().getBytes(StandardCharsets.UTF_8),
                        Documents.toJson(action))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        } catch (ExecutionException refused) {
            throw new DeskException(
                    "Kafka refused an action: " + refused.getCause().getMessage(), refused);
        }
    }
}
