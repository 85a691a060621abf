package org.medsentry.console.event;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TopicTail;
import org.medsentry.schemas.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what comes to a topic, one consumer for the whole console, for as long as the console runs. */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final long RETRY_SECONDS = 2;

    private final KafkaCluster cluster;
    private final Topic topic;
    private final boolean fromBeginning;
    private final Consumer<byte[]> records;
    private final Runnable gap;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch reading = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins to follow.
     *
     * @param records takes each value, on the follower's own thread
     * @param gap called when records may have been missed
     */
    public TopicFollower(
            KafkaCluster cluster, Topic topic, boolean fromBeginning, Consumer<byte[]> records, Runnable gap) {
        this.cluster = cluster;
        this.topic = topic;
        this.fromBeginning = fromBeginning;
        this.records = records;
        this.gap = gap;
        thread = new Thread(this::run, "medsentry-console-" + topic.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                try (TopicTail tail = fromBeginning ? cluster.whole(topic) : cluster.tail(topic)) {
                    if (reading.getCount() == 0) {
                        gap.run();
                    }
                    reading.countDown();
                    while (stop.getCount() > 0) {
                        tail.poll(row -> take(row.value()));
                    }
                } catch (KafkaException | DeskException away) {
                    LOG.warn("cannot read {}: {}", topic.id(), away.getMessage());
                }
            } while (!stop.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(byte[] value) {
        if (value == null) {
            return;
        }
        try {
            records.accept(value);
        } catch (RuntimeException foreign) {
            LOG.warn(
                    "a record of {} is none of ours: {}",
                    topic.id(),
                    foreign.getClass().getSimpleName());
        }
    }

    /** Whether it has begun to read. */
    public boolean isReading() {
        return reading.getCount() == 0;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
