package org.medsentry.gateway.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.medsentry.schemas.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka every few seconds for the input topics and their leaders, so that senders need not wait to learn that it is away. */
public final class KafkaReadiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReadiness.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Admin admin;
    private final List<String> topics;
    private final ScheduledExecutorService thread;
    private volatile boolean ready;

    public KafkaReadiness(KafkaSettings settings) {
        admin = Admin.create(settings.admin());
        topics = Arrays.stream(Stream.values()).map(settings::name).toList();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread result = new Thread(task, "medsentry-gateway-readiness");
            result.setDaemon(true);
            return result;
        });
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean found = found();
        if (found != ready) {
            ready = found;
            LOG.info(found ? "Kafka is there" : "Kafka is away, or an input topic is missing or without a leader");
        }
    }

    private boolean found() {
        try {
            return admin.describeTopics(topics).allTopicNames().get(4, TimeUnit.SECONDS).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            return false;
        }
    }

    public boolean isReady() {
        return ready;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
