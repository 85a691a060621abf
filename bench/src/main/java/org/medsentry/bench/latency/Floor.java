package org.medsentry.bench.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.medsentry.desk.TopicTail;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.schemas.Topic;

/**
 * What nobody can do without: a record through Kafka to a consumer, and a document into Elasticsearch with one bulk request; on the
 * same servers, under the same load.
 */
final class Floor implements AutoCloseable {

    private static final String INDEX = "latency-floor";

    private final LocalStack stack;
    private final HttpClient http;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicTail tail;

    Floor(LocalStack stack, HttpClient http) {
        this.stack = stack;
        this.http = http;
        producer = stack.kafka().producer(Map.of("linger.ms", "0"));
        // Nobody reads or writes late records here.
        tail = stack.kafka().tail(Topic.LATE_RECORDS);
    }

    Percentiles measure(int all, int warmUp, int rate) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int sample = 0; sample < all; sample++) {
            long start = System.nanoTime();
            overKafka();
            bulk(sample);
            if (sample >= warmUp) {
                nanos.add(System.nanoTime() - start);
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, TimeUnit.SECONDS.toNanos(1) / rate - (System.nanoTime() - start)));
        }
        return Percentiles.ofNanos(nanos);
    }

    private void overKafka() {
        producer.send(new ProducerRecord<>(stack.kafka().name(Topic.LATE_RECORDS), new byte[500]));
        AtomicBoolean arrived = new AtomicBoolean();
        while (!arrived.get()) {
            tail.poll(row -> arrived.set(true));
        }
    }

    private void bulk(int sample) throws Exception {
        String body =
                "{\"index\":{\"_index\":\"" + INDEX + "\",\"_id\":\"" + sample + "\"}}\n{\"sample\":" + sample + "}\n";
        HttpResponse<Void> answer = http.send(
                HttpRequest.newBuilder(URI.create(stack.addresses().elasticsearch() + "/_bulk"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Elasticsearch answers " + answer.statusCode() + " to a bulk request");
        }
    }

    @Override
    public void close() {
        tail.close();
        producer.close();
    }
}
