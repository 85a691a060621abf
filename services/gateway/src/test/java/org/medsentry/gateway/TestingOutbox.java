package org.medsentry.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.medsentry.gateway.reception.Outbox;
import org.medsentry.schemas.Stream;

/** Keeps what would go to Kafka, and acknowledges what it is told to. */
public final class TestingOutbox implements Outbox {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<Sent> sent = new ArrayList<>();
    private Predicate<Sent> acknowledges = record -> true;
    private boolean silent;
    private volatile boolean congested;

    /** A record that was acknowledged. */
    public record Sent(Stream stream, String key, String value) {
        public String eventId() {
            try {
                return MAPPER.readTree(value).path("eventId").textValue();
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }
    }

    @Override
    public synchronized void send(Stream stream, byte[] key, byte[] value, Settled settled) {
        Sent record =
                new Sent(stream, new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
        if (silent) {
            return;
        }
        boolean acknowledged = acknowledges.test(record);
        if (acknowledged) {
            sent.add(record);
        }
        settled.settled(acknowledged);
    }

    public synchronized void acknowledge(Predicate<Sent> which) {
        acknowledges = which;
    }

    /** Never answers. */
    public synchronized void beSilent() {
        silent = true;
    }

    public void congested(boolean whether) {
        congested = whether;
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    public synchronized List<String> eventIds() {
        return sent.stream().map(Sent::eventId).toList();
    }

    public synchronized void clear() {
        sent.clear();
        acknowledges = record -> true;
    }
}
