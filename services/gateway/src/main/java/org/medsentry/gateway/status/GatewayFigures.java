package org.medsentry.gateway.status;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.medsentry.gateway.reception.Account;
import org.medsentry.gateway.reception.RecordStatus;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.schemas.Stream;

/** Counts since the start of the process. Thread-safe. */
public final class GatewayFigures implements Account {
    private final Map<RecordFigure, LongAdder> records = new ConcurrentHashMap<>();
    private final Map<RefusalFigure, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> requests = new ConcurrentHashMap<>();
    private final LongAdder requestMillis = new LongAdder();
    private final LongAdder bodyBytes = new LongAdder();

    /** What records are told apart by. */
    public record RecordFigure(String source, Stream stream, RecordStatus status) {}

    /** What rejected records are told apart by. */
    public record RefusalFigure(String source, Stream stream, RefusalReason reason) {}

    @Override
    public void accepted(String source, Stream stream, Instant at, int count) {
        add(source, stream, RecordStatus.ACCEPTED, count);
    }

    @Override
    public void duplicate(String source, Stream stream, Instant at, int count) {
        add(source, stream, RecordStatus.DUPLICATE, count);
    }

    @Override
    public void rejected(String source, Stream stream, RefusalReason reason, Instant at, int count) {
        add(source, stream, RecordStatus.REJECTED, count);
        refusals.computeIfAbsent(new RefusalFigure(source, stream, reason), figure -> new LongAdder())
                .add(count);
    }

    @Override
    public void unavailable(String source, Stream stream, Instant at, int count) {
        add(source, stream, RecordStatus.UNAVAILABLE, count);
    }

    private void add(String source, Stream stream, RecordStatus status, int count) {
        records.computeIfAbsent(new RecordFigure(source, stream, status), figure -> new LongAdder())
                .add(count);
    }

    /** A request was answered. */
    public void request(int status, long millis, long bytes) {
        requests.computeIfAbsent(status, figure -> new LongAdder()).increment();
        requestMillis.add(millis);
        bodyBytes.add(bytes);
    }

    public Map<RecordFigure, LongAdder> records() {
        return records;
    }

    public Map<RefusalFigure, LongAdder> refusals() {
        return refusals;
    }

    public Map<Integer, LongAdder> requests() {
        return requests;
    }

    public long requestMillis() {
        return requestMillis.sum();
    }

    public long bodyBytes() {
        return bodyBytes.sum();
    }
}
