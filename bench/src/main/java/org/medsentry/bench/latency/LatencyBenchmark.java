package org.medsentry.bench.latency;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.medsentry.desk.TopicTail;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.index.IndexNames;

/**
 * Times single records through the whole stack. Times are taken at the append, when the broker's acknowledgement comes, which is a
 * little after it; at the receiver, and when Elasticsearch answers for the alert's id.
 */
final class LatencyBenchmark {

    private static final int NOT_FOUND = 404;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LatencyPlan plan;
    private final PrintWriter log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService pollers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "latency-poller");
        thread.setDaemon(true);
        return thread;
    });

    /** When each deciding record was appended, by its event id. */
    private final Map<String, Long> appended = new ConcurrentHashMap<>();

    private final Map<String, Long> readable = new ConcurrentHashMap<>();
    private final Map<String, Long> triggered = new ConcurrentHashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private LocalStack stack;

    LatencyBenchmark(LatencyPlan plan, PrintWriter log) {
        this.plan = plan;
        this.log = log;
    }

    LatencyReport run() throws Exception {
        // So many alerts of one rule at once are no storm here, and evidence is shown at once.
        StackSettings settings = new StackSettings(
                plan.directory(), StackPorts.free(), plan.parallelism(), Map.of("alert.storm-limit", "1000000"));
        try (LocalStack running = LocalStack.start(settings, StackDirectory.open(plan.directory()), log::println)) {
            stack = running;
            Map<String, String> alertOf = new ConcurrentHashMap<>();
            running.dispatch()
                    .onReceived(
                            received -> triggered.putIfAbsent(received.trigger().alertId(), System.nanoTime()));
            pollers.execute(() -> watchAlerts(alertOf));
            pollers.execute(this::sendLoad);
            sendDecidingRecords();
            awaitAll(alertOf);
            Percentiles floor;
            try (Floor measured = new Floor(running, http)) {
                floor = measured.measure(plan.all(), plan.warmUp(), plan.rate());
            } finally {
                stop();
            }
            return report(floor, alertOf);
        } finally {
            stop();
        }
    }

    private void stop() throws InterruptedException {
        stopped.set(true);
        pollers.shutdown();
        pollers.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void sendLoad() {
        try (KafkaProducer<byte[], byte[]> producer = stack.kafka().producer()) {
            long start = System.nanoTime();
            for (long number = 0; plan.load() > 0 && !stopped.get(); number++) {
                long due = start + number * TimeUnit.SECONDS.toNanos(1) / plan.load();
                long ahead = due - System.nanoTime();
                if (ahead > TimeUnit.MILLISECONDS.toNanos(1)) {
                    TimeUnit.NANOSECONDS.sleep(ahead);
                }
                producer.send(new ProducerRecord<>(
                        stack.kafka().name(Topic.PURCHASE_REGISTRATIONS), DecidingRecords.harmless(number)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendDecidingRecords() throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = stack.kafka().producer(Map.of("linger.ms", "0"))) {
            long start = System.nanoTime();
            for (int sample = 0; sample < plan.all(); sample++) {
                int one = sample;
                long due = start + sample * TimeUnit.SECONDS.toNanos(1) / plan.rate();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                send(producer, Topic.PURCHASE_REGISTRATIONS, "one-" + one, DecidingRecords.overTheLimit(one));
                send(producer, Topic.ADVERSE_REACTIONS, "", DecidingRecords.report(one, 1));
                send(producer, Topic.ADVERSE_REACTIONS, "", DecidingRecords.report(one, 2));
                TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(1) / plan.rate() / 2);
                send(producer, Topic.ADVERSE_REACTIONS, "report-" + one + "-3", DecidingRecords.report(one, 3));
                if (sample % 100 == 99) {
                    log.println((sample + 1) + " of " + plan.all() + " deciding records of each kind");
                }
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Topic topic, String eventId, byte[] record) {
        producer.send(new ProducerRecord<>(stack.kafka().name(topic), record), (metadata, refused) -> {
            if (refused == null && !eventId.isEmpty()) {
                appended.put(eventId, System.nanoTime());
            }
        });
    }

    /** An alert is named on its topic before it is indexed: from then on Elasticsearch is asked for it until it is there. */
    private void watchAlerts(Map<String, String> alertOf) {
        try (TopicTail alerts = stack.kafka().tail(Topic.ALERTS)) {
            while (!stopped.get()) {
                alerts.poll(row -> {
                    Alert alert = Documents.fromJson(row.value(), Alert.class);
                    if (alert.revision() == 1) {
                        for (Evidence evidence : alert.evidence()) {
                            alertOf.putIfAbsent(alert.ruleId() + " " + evidence.eventId(), alert.alertId());
                        }
                        pollers.execute(() -> awaitReadable(alert));
                    }
                });
            }
        }
    }

    private void awaitReadable(Alert alert) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.addresses().elasticsearch() + "/" + IndexNames.alert(alert.openingEventAt())
                                + "/_doc/" + alert.alertId() + "?_source=false"))
                .build();
        try {
            while (!stopped.get()) {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != NOT_FOUND) {
                    readable.put(alert.alertId(), System.nanoTime());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (IOException failed) {
            log.println("cannot ask for " + alert.alertId() + ": " + failed.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAll(Map<String, String> alertOf) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int sample = 0; sample < plan.all(); sample++) {
            for (String key : new String[] {oneEvent(sample), count(sample)}) {
                while (!alertOf.containsKey(key)
                        || !readable.containsKey(alertOf.get(key))
                        || !triggered.containsKey(alertOf.get(key))) {
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException("no alert or no trigger of " + key + " after " + LIMIT);
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }
    }

    private static String oneEvent(int sample) {
        return DecidingRecords.ONE_EVENT + " one-" + sample;
    }

    private static String count(int sample) {
        return DecidingRecords.COUNT + " report-" + sample + "-3";
    }

    private LatencyReport report(Percentiles floor, Map<String, String> alertOf) {
        Map<String, Map<String, Long>> nanos = new LinkedHashMap<>();
        for (int sample = plan.warmUp(); sample < plan.all(); sample++) {
            String number = String.valueOf(sample);
            String one = alertOf.get(oneEvent(sample));
            String third = alertOf.get(count(sample));
            long oneAppended = appended.get("one-" + sample);
            long thirdAppended = appended.get("report-" + sample + "-3");
            time(nanos, "rule on one record: alert readable by id", number, readable.get(one) - oneAppended);
            time(nanos, "rule on one record: trigger at the receiver", number, triggered.get(one) - oneAppended);
            time(nanos, "count of three patients: alert readable by id", number, readable.get(third) - thirdAppended);
            time(
                    nanos,
                    "count of three patients: trigger at the receiver",
                    number,
                    triggered.get(third) - thirdAppended);
        }
        Map<String, Percentiles> ways = new LinkedHashMap<>();
        nanos.forEach((way, times) -> ways.put(way, Percentiles.ofNanos(times.values())));
        return new LatencyReport(plan, floor, ways);
    }

    private static void time(Map<String, Map<String, Long>> nanos, String way, String sample, long time) {
        nanos.computeIfAbsent(way, name -> new LinkedHashMap<>()).put(sample, time);
    }
}
