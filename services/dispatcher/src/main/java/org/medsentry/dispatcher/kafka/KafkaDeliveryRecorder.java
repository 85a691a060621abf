package org.medsentry.dispatcher.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.dispatcher.delivery.DeliveryLoop;
import org.medsentry.dispatcher.delivery.DeliveryRecorder;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to {@code deliveries}, the dispatcher's memory, and to {@code alert-actions}, for the alert. */
public final class KafkaDeliveryRecorder implements DeliveryRecorder, AutoCloseable {
    static final String ACTOR = "dispatcher";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeliveryRecorder.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String deliveries;
    private final String actions;
    private final DeliveryLoop loop;

    public KafkaDeliveryRecorder(KafkaSettings settings, DeliveryLoop loop) {
        this.producer = new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        this.deliveries = settings.name(Topic.DELIVERIES);
        this.actions = settings.name(Topic.ALERT_ACTIONS);
        this.loop = loop;
    }

    @Override
    public void record(Delivery delivery, boolean onAlert, Runnable kept) {
        // The alert first: were the process to end between the two, it would tell the alert again, not never.
        AtomicInteger missing = new AtomicInteger(onAlert ? 2 : 1);
        Runnable one = () -> {
            if (missing.decrementAndGet() == 0) {
                kept.run();
            }
        };
        boolean untilKept = delivery.state().isFinal();
        if (onAlert) {
            AlertAction action = AlertAction.of(ActionType.DELIVERY, delivery, ACTOR);
            send(actions, bytes(action.actionId()), Documents.toJson(action), untilKept, one);
        }
        send(deliveries, bytes(delivery.id()), Documents.toJson(delivery), untilKept, one);
    }

    @Override
    public void forget(String deliveryId) {
        send(deliveries, bytes(deliveryId), null, false, () -> {});
    }

    /** What is over must be kept; of what goes on there will be later news. */
    private void send(String topic, byte[] key, byte[] value, boolean untilKept, Runnable kept) {
        producer.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> {
            if (failure == null) {
                kept.run();
                return;
            }
            LOG.warn("cannot write to {}: {}", topic, failure.toString());
            if (untilKept) {
                loop.schedule(PAUSE, () -> send(topic, key, value, true, kept));
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until all that was written is kept, or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Waits for what was sent, within the limit. */
    public void close(Duration limit) {
        producer.close(limit);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
