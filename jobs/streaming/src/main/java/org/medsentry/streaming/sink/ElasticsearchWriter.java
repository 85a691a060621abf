package org.medsentry.streaming.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.medsentry.streaming.sink.BulkOutcome.Failed;
import org.medsentry.streaming.sink.BulkOutcome.Judged;
import org.medsentry.streaming.sink.BulkOutcome.Unacceptable;
import org.medsentry.streaming.sink.ElasticsearchTransport.Answer;
import org.medsentry.streaming.sink.ElasticsearchTransport.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what it is given in bulk requests and keeps each operation until Elasticsearch has settled it.
 *
 * <p>It takes the place of Flink's AsyncSinkWriter, which cannot sit out an outage: its timer call-back does not return before the buffer is empty, so
 * that the task neither takes input nor a checkpoint barrier while Elasticsearch is down, and each checkpoint waits for the requests in flight. Here
 * nothing waits for Elasticsearch except an element that finds the buffer full: time passes in timers, answers come as mails, and a checkpoint simply
 * holds the operations in flight as well, which is right because all of them can be repeated.
 *
 * <p>Everything below runs on the task thread, except reading answers.
 */
final class ElasticsearchWriter<T> implements StatefulSinkWriter<T, BufferedRequestState<BulkOperation>> {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchWriter.class);

    private final ElementConverter<T, BulkOperation> converter;
    private final WriterSettings settings;
    private final ElasticsearchTransport transport;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final RandomGenerator random;
    private final WriterMetrics metrics;

    private final OperationBuffer buffer;
    private final TemplateInstallation templates;
    private final OutageGate gate;
    private final Set<CompletableFuture<Answer>> inFlight = new HashSet<>();

    /** Whether what is in the buffer has been there for long enough to go out in a batch that is not full. */
    private boolean lingeredEnough;

    private boolean lingering;
    private boolean draining;
    private boolean closed;

    ElasticsearchWriter(
            ElementConverter<T, BulkOperation> converter,
            WriterSettings settings,
            ElasticsearchTransport transport,
            MailboxExecutor mailbox,
            ProcessingTimeService time,
            RandomGenerator random,
            WriterMetrics metrics,
            Collection<BufferedRequestState<BulkOperation>> restored) {
        this.converter = converter;
        this.settings = settings;
        this.transport = transport;
        this.mailbox = mailbox;
        this.time = time;
        this.random = random;
        this.metrics = metrics;
        this.buffer = new OperationBuffer(settings.maxBatchSize(), settings.maxBatchBytes());
        this.templates = new TemplateInstallation(settings.indexTemplates());
        this.gate = new OutageGate(time, settings.backOff(), random, this::send);
        metrics.gauge("currentBackOffMillis", gate::currentDelayMillis);
        metrics.gauge("bufferedOperations", buffer::size);
        metrics.gauge("bufferedBytes", buffer::bytes);
        metrics.gauge("requestsInFlight", inFlight::size);

        for (BufferedRequestState<BulkOperation> state : restored) {
            for (RequestEntryWrapper<BulkOperation> entry : state.getBufferedRequestEntries()) {
                add(entry.getRequestEntry());
            }
        }
        send();
    }

    @Override
    public void write(T element, Context context) throws InterruptedException {
        while (isFull()) {
            mailbox.yield();
        }
        add(converter.apply(element, context));
        send();
    }

    private boolean isFull() {
        return buffer.size() >= settings.maxBufferedOperations() || buffer.bytes() >= settings.maxBufferedBytes();
    }

    /** Before a checkpoint there is nothing to do: {@link #snapshotState} holds whatever is not settled. At the end of input, all must be settled. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!endOfInput) {
            return;
        }
        draining = true;
        send();
        while (!buffer.isEmpty()) {
            mailbox.yield();
        }
    }

    @Override
    public List<BufferedRequestState<BulkOperation>> snapshotState(long checkpointId) {
        List<RequestEntryWrapper<BulkOperation>> entries = buffer.unsettled().stream()
                .map(operation -> new RequestEntryWrapper<>(operation, operation.sizeInBytes()))
                .toList();
        return List.of(new BufferedRequestState<>(entries));
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(inFlight).forEach(answer -> answer.cancel(false));
        transport.close();
    }

    private void add(BulkOperation operation) {
        buffer.add(operation);
        linger();
    }

    private void linger() {
        if (lingering || lingeredEnough) {
            return;
        }
        lingering = true;
        long due = time.getCurrentProcessingTime() + settings.maxTimeInBuffer().toMillis();
        time.registerTimer(due, timestamp -> {
            lingering = false;
            lingeredEnough = buffer.hasFresh();
            send();
        });
    }

    /** Sends all that may be sent now. */
    private void send() {
        while (maySend()) {
            if (!templates.isComplete()) {
                if (inFlight.isEmpty()) {
                    putTemplate();
                }
                return;
            }
            Batch batch = nextBatch();
            if (batch == null) {
                return;
            }
            metrics.requestSent(batch);
            call(
                    BulkRequest.of(batch.operations(), settings.shardTimeout()),
                    (answer, failure) -> BulkOutcome.of(answer, failure, batch.size()),
                    outcome -> settle(batch, outcome));
        }
    }

    private boolean maySend() {
        int limit = gate.isInDoubt() ? 1 : settings.maxInFlightRequests();
        return !closed && !gate.isClosed() && inFlight.size() < limit;
    }

    private Batch nextBatch() {
        Batch batch = buffer.pollDue();
        if (batch != null) {
            return batch;
        }
        batch = buffer.pollFresh(lingeredEnough || draining);
        if (batch != null) {
            lingeredEnough = false;
            if (buffer.hasFresh()) {
                linger();
            }
        }
        return batch;
    }

    /**
     * Sends one request and has its outcome dealt with on the task thread, whatever happens and at the latest when its time is over.
     *
     * @param reading turns the answer, or the failure to get one, into an outcome; on another thread
     */
    private <O> void call(Request request, BiFunction<Answer, Throwable, O> reading, Consumer<O> dealing) {
        CompletableFuture<Answer> answer = transport.send(request);
        inFlight.add(answer);
        long timeout = settings.requestTimeout().toMillis();
        ScheduledFuture<?> deadline = time.registerTimer(
                time.getCurrentProcessingTime() + timeout,
                timestamp -> answer.completeExceptionally(new TimeoutException("no answer within " + timeout + " ms")));
        answer.handle(reading)
                .exceptionally(failure -> reading.apply(null, failure))
                .thenAccept(outcome -> post(() -> {
                    deadline.cancel(false);
                    inFlight.remove(answer);
                    if (!closed) {
                        dealing.accept(outcome);
                        send();
                    }
                }));
    }

    private void post(Runnable action) {
        try {
            mailbox.execute(action::run, "Elasticsearch has answered");
        } catch (RejectedExecutionException e) {
            LOG.debug("an answer of Elasticsearch came after the end of the task");
        }
    }

    private void settle(Batch batch, BulkOutcome outcome) {
        if (outcome instanceof Judged judged) {
            settleItems(batch, judged.items());
        } else if (outcome instanceof Unacceptable unacceptable) {
            gate.succeeded();
            settleUnacceptable(batch, unacceptable.rejection());
        } else if (outcome instanceof Failed failed) {
            sendAgainWhenOpen(batch, failed);
        }
    }

    private void sendAgainWhenOpen(Batch batch, Failed failed) {
        metrics.retries.inc(batch.size());
        buffer.makeDue(batch);
        waitOut(failed);
    }

    private void waitOut(Failed failed) {
        metrics.requestFailed(failed);
        gate.failed(failed.what());
    }

    private void settleItems(Batch batch, List<BulkItem> items) {
        if (items.stream().allMatch(item -> item.verdict() == BulkItem.Verdict.OVERLOADED)) {
            sendAgainWhenOpen(batch, new Failed("all operations are answered with 429: it is overloaded", true));
            return;
        }
        gate.succeeded();
        List<BulkOperation> again = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BulkOperation operation = batch.operations().get(i);
            BulkItem item = items.get(i);
            switch (item.verdict()) {
                case WRITTEN -> metrics.written.inc();
                case CONFLICT -> metrics.conflicts.inc();
                case OVERLOADED, UNAVAILABLE -> again.add(operation);
                case REJECTED -> reject(operation, item.rejection(), again);
            }
        }
        buffer.settle(batch);
        sendAgainLater(again, batch.attempts() + 1);
    }

    /** Some operation makes the whole request unacceptable: halving finds it in few steps and lets the others go on. */
    private void settleUnacceptable(Batch batch, Rejection rejection) {
        buffer.settle(batch);
        if (batch.size() > 1) {
            batch.halves().forEach(half -> {
                buffer.hold(half);
                buffer.makeDue(half);
            });
            return;
        }
        List<BulkOperation> again = new ArrayList<>();
        reject(batch.operations().get(0), rejection, again);
        sendAgainLater(again, batch.attempts() + 1);
    }

    private void sendAgainLater(List<BulkOperation> operations, int attempts) {
        if (operations.isEmpty()) {
            return;
        }
        Batch batch = new Batch(operations, attempts);
        metrics.retries.inc(batch.size());
        buffer.hold(batch);
        long delay = settings.backOff().delayMillis(batch.attempts(), random);
        LOG.debug("{} operations are sent again in {} ms, attempt {}", batch.size(), delay, batch.attempts());
        time.registerTimer(time.getCurrentProcessingTime() + delay, timestamp -> {
            buffer.makeDue(batch);
            send();
        });
    }

    private void reject(BulkOperation operation, Rejection rejection, List<BulkOperation> again) {
        if (operation.deadLetter() && rejection.isAboutPermission()) {
            again.add(operation); // there is nowhere else to put it, and somebody can mend this
            return;
        }
        metrics.documentRejected();
        BulkOperation deadLetter = operation.deadLetter() ? null : deadLetter(operation, rejection);
        if (deadLetter == null) {
            metrics.lost.inc();
            LOG.error(
                    "Elasticsearch refuses {} with {} {}; it is dropped",
                    operation,
                    rejection.status(),
                    rejection.type());
        } else {
            LOG.debug("Elasticsearch refuses {} with {} {}", operation, rejection.status(), rejection.type());
            add(deadLetter.asDeadLetter());
        }
    }

    private BulkOperation deadLetter(BulkOperation operation, Rejection rejection) {
        if (settings.rejectedDocuments() == null) {
            return null;
        }
        try {
            return settings.rejectedDocuments().convert(operation, rejection);
        } catch (RuntimeException e) {
            LOG.error("no dead letter can be made of {}", operation, e);
            return null;
        }
    }

    private void putTemplate() {
        call(templates.next(), TemplateAnswer::new, put -> {
            if (put.answer() != null && put.answer().isSuccess()) {
                gate.succeeded();
                templates.installed();
            } else {
                waitOut(templates.failure(put.answer(), put.failure()));
            }
        });
    }

    private record TemplateAnswer(Answer answer, Throwable failure) {}
}
