package org.medsentry.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.schemas.Stream;

/**
 * Sends records through the gateway of a local stack as a network would, in batches of lines, and adds up what it is answered. Not
 * thread-safe, but for what it has added up.
 */
public final class GatewaySender {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH_RECORDS = 500;
    private static final int OK = 200;
    private static final int MIXED = 207;

    private final LocalGateway gateway;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<Way, Batch> batches = new LinkedHashMap<>();
    private final Map<Stream, Answers> answers = new EnumMap<>(Stream.class);
    private long waitingSince;

    private record Way(Stream stream, String source) {}

    private static final class Batch {
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private int records;
    }

    /** What the records of one stream were answered with. */
    public static final class Answers {
        private long accepted;
        private long duplicates;
        private final Map<String, Long> rejected = new TreeMap<>();

        public long accepted() {
            return accepted;
        }

        /** Of another record within the same batch. */
        public long duplicates() {
            return duplicates;
        }

        /** By reason. */
        public Map<String, Long> rejected() {
            return rejected;
        }

        /** Records that got an answer but did not go to Kafka. */
        public long withheld() {
            return duplicates
                    + rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public GatewaySender(LocalGateway gateway) {
        this.gateway = gateway;
        for (Stream stream : Stream.values()) {
            answers.put(stream, new Answers());
        }
    }

    /** @param record one line */
    public void send(Stream stream, String source, byte[] record) throws InterruptedException {
        if (batches.isEmpty()) {
            waitingSince = System.nanoTime();
        }
        Batch batch = batches.computeIfAbsent(new Way(stream, source), way -> new Batch());
        batch.lines.writeBytes(record);
        batch.lines.write('\n');
        if (++batch.records == BATCH_RECORDS) {
            flush();
        }
    }

    /** Posts what has waited for that long. */
    public void flushAfter(Duration patience) throws InterruptedException {
        if (!batches.isEmpty() && System.nanoTime() - waitingSince >= patience.toNanos()) {
            flush();
        }
    }

    /** Posts everything and waits for the answers. */
    public void flush() throws InterruptedException {
        for (Map.Entry<Way, Batch> batch : batches.entrySet()) {
            post(batch.getKey(), batch.getValue());
        }
        batches.clear();
    }

    private void post(Way way, Batch batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        gateway.url().resolve("/v1/" + way.stream().id()))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + gateway.key(way.source()))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(batch.lines.toByteArray()))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK && answer.statusCode() != MIXED) {
                throw new StackException(
                        "the gateway answered " + answer.statusCode() + " to a batch of " + way.source());
            }
            add(answers.get(way.stream()), JSON.readTree(answer.body()), batch.records);
        } catch (IOException failed) {
            throw new StackException("the gateway does not answer: " + failed.getMessage(), failed);
        }
    }

    private static void add(Answers answers, JsonNode receipt, int sent) {
        int settled = 0;
        for (JsonNode result : receipt.path("results")) {
            switch (result.path("status").asText()) {
                case "ACCEPTED" -> answers.accepted++;
                case "DUPLICATE" -> answers.duplicates++;
                case "REJECTED" -> answers.rejected.merge(result.path("reason").asText(), 1L, Long::sum);
                default -> throw new StackException("Kafka did not take what the gateway sent it");
            }
            settled++;
        }
        if (settled != sent) {
            throw new StackException("the gateway answered for " + settled + " of " + sent + " records");
        }
    }

    public Answers answers(Stream stream) {
        return answers.get(stream);
    }
}
