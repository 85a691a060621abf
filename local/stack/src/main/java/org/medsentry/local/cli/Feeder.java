package org.medsentry.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TopicWriter;
import org.medsentry.local.simulator.SimulatedRecord;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.local.stack.GatewaySender;
import org.medsentry.schemas.Stream;

/**
 * Sends a simulated month at the pace at which it would arrive, only faster: the networks that feed over HTTP through the gateway, the
 * others straight to Kafka.
 */
final class Feeder implements AutoCloseable {

    /** A record through the gateway must not fall behind the others, since hours pass in a second. */
    private static final Duration MOST_WAITING = Duration.ofMillis(20);

    private final Simulator simulator;
    private final KafkaCluster cluster;
    private final GatewaySender gateway;
    private final Set<String> sourcesOverHttp = Set.copyOf(Simulator.sourcesOverHttp());
    private final Instant from;
    private final Duration span;
    private final Duration time;
    private final Thread thread;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile boolean complete;

    /**
     * @param span length of the month
     * @param time how long sending may take
     */
    private Feeder(
            Simulator simulator,
            KafkaCluster cluster,
            GatewaySender gateway,
            Instant from,
            Duration span,
            Duration time) {
        this.simulator = simulator;
        this.cluster = cluster;
        this.gateway = gateway;
        this.from = from;
        this.span = span;
        this.time = time;
        this.thread = new Thread(this::run, "simulator");
        thread.setDaemon(true);
    }

    static Feeder start(
            Simulator simulator,
            KafkaCluster cluster,
            GatewaySender gateway,
            Instant from,
            Duration span,
            Duration time) {
        Feeder feeder = new Feeder(simulator, cluster, gateway, from, span, time);
        feeder.thread.start();
        return feeder;
    }

    private void run() {
        try (TopicWriter writer = new TopicWriter(cluster)) {
            long start = System.nanoTime();
            Iterator<SimulatedRecord> records = simulator.records().iterator();
            while (!stopped && records.hasNext()) {
                SimulatedRecord record = records.next();
                awaitTurn(start, record.sentAt());
                gateway.flushAfter(MOST_WAITING);
                if (sourcesOverHttp.contains(record.source())) {
                    gateway.send(Stream.of(record.topic().id()), record.source(), record.value());
                } else {
                    writer.send(record.topic(), record.key(), record.value());
                }
            }
            gateway.flush();
            writer.flush();
            complete = !stopped;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure.set(failed);
        }
    }

    private void awaitTurn(long start, Instant sentAt) throws InterruptedException {
        double share = (double) Duration.between(from, sentAt).toMillis() / span.toMillis();
        long due = start + (long) (Math.min(1, share) * time.toNanos());
        long ahead = due - System.nanoTime();
        if (ahead > Duration.ofMillis(2).toNanos()) {
            TimeUnit.NANOSECONDS.sleep(ahead);
        }
    }

    /** Whether it has come to an end, good or bad. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Whether the whole month has been sent. */
    boolean isComplete() {
        return complete;
    }

    /** Stops sending and waits until what was sent is acknowledged. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
