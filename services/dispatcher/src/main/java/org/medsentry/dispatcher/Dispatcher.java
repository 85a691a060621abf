package org.medsentry.dispatcher;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.delivery.ChannelFigures;
import org.medsentry.dispatcher.delivery.DeliveryDesk;
import org.medsentry.dispatcher.delivery.DeliveryMemory;
import org.medsentry.dispatcher.http.HttpCourier;
import org.medsentry.dispatcher.kafka.DeliveryMemoryReader;
import org.medsentry.dispatcher.kafka.KafkaDeliveryRecorder;
import org.medsentry.dispatcher.kafka.TriggerConsumer;
import org.medsentry.dispatcher.status.StatusServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes triggers from Kafka to the units they are for, however long their receivers take to be there, and says on the alert how each
 * fares. To be run by {@link DispatcherMain} or within another process.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final DispatcherSettings settings;
    private final ScheduledLoop loop = new ScheduledLoop(Clock.systemUTC());
    private final ExecutorService answers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "medsentry-dispatcher-http");
        thread.setDaemon(true);
        return thread;
    });
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ChannelDirectory channels;
    private KafkaDeliveryRecorder recorder;
    private DeliveryDesk desk;
    private TriggerConsumer consumer;
    private Thread reading;
    private StatusServer status;
    private boolean closed;

    public Dispatcher(DispatcherSettings settings, ChannelDirectory channels) {
        this.settings = settings;
        this.channels = channels;
    }

    /**
     * Returns when the memory is read and the reading of triggers has begun.
     *
     * @throws DispatcherException if Kafka cannot be reached or lacks a topic, or a file of a channel is unusable
     */
    public synchronized Dispatcher start() {
        try {
            recorder = new KafkaDeliveryRecorder(settings.kafka(), loop);
            opened.add(() -> recorder.close(Duration.ofSeconds(3)));
            DeliveryMemory memory = new DeliveryMemory();
            desk = new DeliveryDesk(
                    channels,
                    channel -> new HttpCourier(channel, answers),
                    loop,
                    recorder,
                    memory,
                    settings.remember(),
                    () -> ThreadLocalRandom.current().nextDouble());
            DeliveryMemoryReader memoryReader = new DeliveryMemoryReader(settings.kafka());
            opened.add(memoryReader);
            memoryReader.readOn(memory);
            LOG.info(
                    "knows {} deliveries and {} channels",
                    memory.size(),
                    channels.channels().size());
            consumer = new TriggerConsumer(settings.kafka(), memoryReader, memory, desk, loop);
            opened.remove(memoryReader);
            opened.add(consumer);
            if (settings.statusPort() >= 0) {
                status = new StatusServer(settings.statusHost(), settings.statusPort(), this);
                opened.add(status);
            }
        } catch (KafkaException failed) {
            close();
            throw new DispatcherException(
                    "Kafka at " + settings.kafka().bootstrapServers() + ": " + failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
        desk.start();
        reading = new Thread(consumer, "medsentry-dispatcher-triggers");
        reading.setDaemon(true);
        reading.start();
        return this;
    }

    /** Whether triggers are being read. */
    public boolean isReady() {
        return consumer != null && consumer.isReady() && consumer.failure() == null;
    }

    /** Why it stopped by itself, or null. */
    public Throwable failure() {
        return consumer == null ? null : consumer.failure();
    }

    /** What each channel did and does, by its name in the configuration. */
    public Map<String, ChannelFigures> figures() {
        return desk.figures();
    }

    public long triggersRead() {
        return consumer.read();
    }

    /** Records on the topic that were no triggers. */
    public long triggersRejected() {
        return consumer.rejected();
    }

    /** Where health and metrics are served; -1 if they are not. */
    public int statusPort() {
        return status == null ? -1 : status.port();
    }

    /**
     * Starts nothing new, waits up to ten seconds for what is under way, and writes down how it ended. What is not over is not committed and
     * hence taken up by whoever starts next.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
        try {
            if (reading != null) {
                consumer.stop();
                reading.join(CLOSE_LIMIT.toMillis());
                loop.call(() -> {
                    desk.stop();
                    return null;
                });
                while (!loop.call(desk::isIdle) && System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                CompletableFuture.runAsync(recorder::flush, answers).get(3, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException unwritten) {
            LOG.warn("Kafka does not take what is to be written; it will be done again");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (int index = opened.size() - 1; index >= 0; index--) {
            try {
                opened.get(index).close();
            } catch (Exception failed) {
                LOG.warn("not closed in good order: {}", failed.toString());
            }
        }
        answers.shutdownNow();
        loop.close();
    }
}
