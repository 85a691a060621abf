package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.message.ChannelFormat;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Reply;
import org.medsentry.dispatcher.message.Verdict;
import org.medsentry.schemas.document.DeliveryState;

/**
 * Everything that goes over one channel: its queue, its pace, its patience. Runs on the loop, shares nothing with other channels, and so
 * delays none of them. Rate, breaker, pauses that a receiver asks for, and the order within each alert are kept here.
 */
final class ChannelWorker {

    private final ChannelSettings settings;
    private final ChannelFormat format;
    private final Courier courier;
    private final DeliveryLoop loop;
    private final DeliveryReport report;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final ChannelFigures figures = new ChannelFigures();

    private final LaneBoard board = new LaneBoard();
    private final Map<Integer, Long> overflow = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private int inFlight;
    private Instant nextSlot = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private Instant wakeAt = Instant.MAX;
    private boolean stopping;

    ChannelWorker(
            ChannelSettings settings,
            ChannelFormat format,
            Courier courier,
            DeliveryLoop loop,
            DeliveryReport report,
            Backoff backoff) {
        this.settings = settings;
        this.format = format;
        this.courier = courier;
        this.loop = loop;
        this.report = report;
        this.backoff = backoff;
        this.breaker = new CircuitBreaker(
                settings.retry().breakerFailures(), settings.retry().breakerPause());
    }

    ChannelSettings settings() {
        return settings;
    }

    ChannelFigures figures() {
        return figures;
    }

    boolean holds(String deliveryId) {
        return ids.contains(deliveryId);
    }

    /**
     * Whether there is room for what stands there. What is not taken stays in Kafka, and so does all behind it in its partition, lest the
     * later be sent before the earlier.
     */
    boolean admits(Place place) {
        if (ids.size() >= settings.backlog() || overflow.containsKey(place.partition())) {
            overflow.merge(place.partition(), place.offset(), Math::min);
            return false;
        }
        return true;
    }

    /** The first place in each partition that did not fit. */
    Map<Integer, Long> overflow() {
        return overflow;
    }

    boolean hasRoomAgain() {
        return !overflow.isEmpty() && ids.size() <= settings.backlog() / 2;
    }

    void add(Task task) {
        ids.add(task.id);
        board.add(task);
        pump();
    }

    /** Lets go of what came from these partitions: another process takes it from here. */
    void handBack(Set<Integer> partitions) {
        partitions.forEach(overflow::remove);
        board.removePartitions(partitions).forEach(task -> {
            task.handedBack = true;
            ids.remove(task.id);
        });
        showFigures();
    }

    /** Nothing new is tried; what is under way may end. */
    void stop() {
        stopping = true;
    }

    int inFlight() {
        return inFlight;
    }

    /** Gives up what is too old, also while the channel is left alone. */
    void expire() {
        board.removeExpired(loop.now()).forEach(task -> end(task, DeliveryState.GIVEN_UP, "not delivered in time"));
        pump();
    }

    /** Starts what may start, and sees to it that this is called again when more may. */
    void pump() {
        Instant now = loop.now();
        while (!stopping && inFlight < settings.inFlight() && board.hasReady(now)) {
            Instant gate = latest(nextSlot, pausedUntil, breaker.closedToTrialsUntil());
            if (gate.isAfter(now)) {
                wake(now, gate);
                break;
            }
            start(board.take(), now);
        }
        wake(now, board.nextDue());
        showFigures();
    }

    private void start(Lane lane, Instant now) {
        Task task = lane.current();
        Message message;
        try {
            message = format.compose(task.notice, now);
        } catch (RuntimeException uncomposable) {
            lane.removeCurrent();
            end(
                    task,
                    DeliveryState.GIVEN_UP,
                    "cannot be put into a message: " + uncomposable.getClass().getSimpleName());
            board.goOn(lane, now, settings.retry().orderPatience());
            return;
        }
        breaker.tried();
        inFlight++;
        nextSlot = latest(nextSlot, now.minusSeconds(1)).plusNanos((long) (1e9 / settings.ratePerSecond()));
        CompletionStage<Reply> answer;
        try {
            answer = courier.send(message);
        } catch (RuntimeException unsendable) {
            answer = CompletableFuture.failedFuture(unsendable);
        }
        answer.whenComplete((reply, failure) -> loop.execute(() -> finished(lane, task, reply, failure)));
    }

    private void finished(Lane lane, Task task, Reply reply, Throwable failure) {
        Instant now = loop.now();
        inFlight--;
        task.attempts++;
        figures.attempted();
        Verdict verdict = failure == null ? format.judge(reply) : Verdict.retry(text(failure));
        switch (verdict.result()) {
            case DELIVERED -> {
                breaker.succeeded();
                lane.removeCurrent();
                figures.delivered(
                        Duration.between(task.notice.trigger().createdAt(), now).toMillis());
                ended(task, DeliveryState.DELIVERED, null);
            }
            case REFUSED -> {
                breaker.succeeded();
                lane.removeCurrent();
                end(task, DeliveryState.GIVEN_UP, verdict.error());
            }
            case RETRY -> {
                breaker.failed(now);
                again(lane, task, verdict, reply, now);
            }
            case SLOW_DOWN -> {
                // Somebody is there and speaks: no reason to think the channel dead.
                breaker.succeeded();
                again(lane, task, verdict, reply, now);
            }
        }
        if (!task.handedBack) {
            board.goOn(lane, now, settings.retry().orderPatience());
        }
        pump();
    }

    private void again(Lane lane, Task task, Verdict verdict, Reply reply, Instant now) {
        figures.failed();
        Optional<Duration> asked = reply == null ? Optional.empty() : RetryAfter.parse(reply.retryAfter(), now);
        boolean limited = verdict.result() == Verdict.Result.SLOW_DOWN;
        Duration pause = asked.orElseGet(() -> backoff.after(limited ? Math.max(task.attempts, 3) : task.attempts));
        Instant next = now.plus(pause);
        if (limited || asked.isPresent()) {
            // Too much, or not now: that is about all of the channel.
            pausedUntil = latest(pausedUntil, next);
        }
        if (task.handedBack) {
            return;
        }
        if (next.isAfter(task.deadline)) {
            lane.removeCurrent();
            end(task, DeliveryState.GIVEN_UP, verdict.error() + "; too old for another try");
            return;
        }
        boolean first = lane.current() == lane.tasks.get(0);
        if (first) {
            lane.due = next;
            lane.dueByReceiver = asked.isPresent();
        }
        lane.stepOver();
        report.retrying(task, now, first ? next : lane.due, verdict.error());
    }

    private void end(Task task, DeliveryState state, String error) {
        figures.ended(state);
        ended(task, state, error);
    }

    private void ended(Task task, DeliveryState state, String error) {
        if (!task.handedBack) {
            ids.remove(task.id);
        }
        report.ended(task, state, loop.now(), error);
    }

    private void wake(Instant now, Instant at) {
        if (!at.isBefore(wakeAt) || at.equals(Instant.MAX)) {
            return;
        }
        wakeAt = at;
        loop.schedule(Duration.between(now, at), () -> {
            if (wakeAt.equals(at)) {
                wakeAt = Instant.MAX;
            }
            pump();
        });
    }

    private void showFigures() {
        figures.held = ids.size();
        figures.inFlight = inFlight;
        figures.circuit = breaker.state();
    }

    private static Instant latest(Instant... times) {
        Instant latest = times[0];
        for (Instant time : times) {
            latest = time.isAfter(latest) ? time : latest;
        }
        return latest;
    }

    private static String text(Throwable failure) {
        Throwable cause = failure.getCause() instanceof CourierException courier ? courier : failure;
        return cause instanceof CourierException
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
