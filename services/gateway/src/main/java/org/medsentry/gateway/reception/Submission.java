package org.medsentry.gateway.reception;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.medsentry.schemas.Stream;

/**
 * One request under way: records go in one by one, good ones at once to Kafka, and at the end the answer says of each what became of
 * it. Nothing of a record is kept but its id. Once Kafka has failed a record, further ones are not sent: they would only wait as
 * well. For one thread; Kafka's answers come on others.
 */
public final class Submission {
    private static final String NOT_ACKNOWLEDGED =
            "Kafka has not acknowledged the record in time; send it again with the same id";

    private final Stream stream;
    private final String source;
    private final Instant receivedAt;
    private final Reception reception;
    private final Outbox outbox;
    private final Account account;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Object, Entry> sent = new HashMap<>();
    private final AtomicInteger unsettled = new AtomicInteger(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean failed;

    public Submission(
            Stream stream, String source, Instant receivedAt, Reception reception, Outbox outbox, Account account) {
        this.stream = stream;
        this.source = source;
        this.receivedAt = receivedAt;
        this.reception = reception;
        this.outbox = outbox;
        this.account = account;
    }

    public Stream stream() {
        return stream;
    }

    public String source() {
        return source;
    }

    /** How many records, or rests of a body, have a place in the answer so far. */
    public int size() {
        return entries.size();
    }

    /** Judges a record and sends it if it is good. */
    public void offer(byte[] record) {
        Verdict verdict = reception.judge(stream, source, record);
        if (verdict instanceof Verdict.Bad bad) {
            refuse(bad.eventId(), bad.reason(), bad.pointer(), bad.message());
        } else if (verdict instanceof Verdict.Good good) {
            send(good);
        }
    }

    private void send(Verdict.Good good) {
        Object identity =
                stream == Stream.ADVERSE_REACTIONS ? new Version(good.eventId(), good.version()) : good.eventId();
        Entry entry = Entry.pending(good.eventId());
        Entry earlier = sent.putIfAbsent(identity, entry);
        if (earlier != null) {
            entries.add(Entry.duplicate(good.eventId(), earlier));
            return;
        }
        entries.add(entry);
        if (failed) {
            return;
        }
        unsettled.incrementAndGet();
        outbox.send(stream, good.key(), good.value(), acknowledged -> {
            entry.acknowledged = acknowledged;
            if (!acknowledged) {
                failed = true;
            }
            oneLess();
        });
    }

    private void oneLess() {
        if (unsettled.decrementAndGet() == 0) {
            settled.countDown();
        }
    }

    /** Gives a record, or the rest of a body, its place in the answer as one that was not taken. */
    public void refuse(String eventId, RefusalReason reason, String pointer, String message) {
        entries.add(Entry.refused(eventId, reason, pointer, message));
    }

    /** Waits until Kafka has answered for everything, at most so long, and gives the answer. Call once. */
    public Receipt finish(Duration patience) throws InterruptedException {
        oneLess();
        // What is not settled by then is answered as not acknowledged.
        settled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        List<RecordResult> results = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            results.add(entry.result(results.size()));
        }
        Receipt receipt = Receipt.of(results);
        book(receipt);
        account.keep();
        return receipt;
    }

    private void book(Receipt receipt) {
        if (receipt.accepted() > 0) {
            account.accepted(source, stream, receivedAt, receipt.accepted());
        }
        if (receipt.duplicates() > 0) {
            account.duplicate(source, stream, receivedAt, receipt.duplicates());
        }
        if (receipt.unavailable() > 0) {
            account.unavailable(source, stream, receivedAt, receipt.unavailable());
        }
        if (receipt.rejected() > 0) {
            Map<RefusalReason, Integer> reasons = new EnumMap<>(RefusalReason.class);
            for (RecordResult result : receipt.results()) {
                if (result.status() == RecordStatus.REJECTED) {
                    reasons.merge(result.reason(), 1, Integer::sum);
                }
            }
            reasons.forEach((reason, records) -> account.rejected(source, stream, reason, receivedAt, records));
        }
    }

    private record Version(String eventId, int version) {}

    /** A record's place in the answer. */
    private static final class Entry {
        private final String eventId;
        private final RefusalReason reason;
        private final String pointer;
        private final String message;
        /** The record of the same id that was sent before, or null. */
        private final Entry earlier;

        private volatile boolean acknowledged;
        /** What was answered must not change when Kafka answers late. */
        private RecordStatus answered;

        private Entry(String eventId, RefusalReason reason, String pointer, String message, Entry earlier) {
            this.eventId = eventId;
            this.reason = reason;
            this.pointer = pointer;
            this.message = message;
            this.earlier = earlier;
        }

        static Entry pending(String eventId) {
            return new Entry(eventId, null, null, null, null);
        }

        static Entry duplicate(String eventId, Entry earlier) {
            return new Entry(eventId, null, null, null, earlier);
        }

        static Entry refused(String eventId, RefusalReason reason, String pointer, String message) {
            return new Entry(eventId, reason, pointer, message, null);
        }

        RecordResult result(int index) {
            if (reason != null) {
                return new RecordResult(index, eventId, RecordStatus.REJECTED, reason, pointer, message);
            }
            answered = status();
            return answered == RecordStatus.UNAVAILABLE
                    ? new RecordResult(index, eventId, answered, RefusalReason.NOT_ACKNOWLEDGED, "", NOT_ACKNOWLEDGED)
                    : new RecordResult(index, eventId, answered, null, null, null);
        }

        private RecordStatus status() {
            if (earlier != null) {
                return earlier.answered == RecordStatus.ACCEPTED ? RecordStatus.DUPLICATE : RecordStatus.UNAVAILABLE;
            }
            return acknowledged ? RecordStatus.ACCEPTED : RecordStatus.UNAVAILABLE;
        }
    }
}
