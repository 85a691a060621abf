package org.medsentry.streaming.reference;

import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Reads control topics on and on, in a thread of its own, for an operator that the control stream does not reach. */
final class KafkaControlFollower implements Runnable, AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 5_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Function<ConsumerRecord<String, byte[]>, ControlRecord> rows;
    private final ControlLoader.Listener listener;
    private final Thread thread = new Thread(this, "follow-control-topics");

    private volatile boolean closed;

    private KafkaControlFollower(
            KafkaConsumer<String, byte[]> consumer,
            Function<ConsumerRecord<String, byte[]>, ControlRecord> rows,
            ControlLoader.Listener listener) {
        this.consumer = consumer;
        this.rows = rows;
        this.listener = listener;
    }

    /** @param consumer stands where reading goes on; is closed with what is returned */
    static KafkaControlFollower start(
            KafkaConsumer<String, byte[]> consumer,
            Function<ConsumerRecord<String, byte[]>, ControlRecord> rows,
            ControlLoader.Listener listener) {
        KafkaControlFollower follower = new KafkaControlFollower(consumer, rows, listener);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    @Override
    public void run() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(record -> listener.row(rows.apply(record)));
            }
        } catch (WakeupException wanted) {
            if (!closed) {
                listener.failed(wanted);
            }
        } catch (RuntimeException broken) {
            listener.failed(broken);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join(PATIENCE_MILLIS);
    }
}
