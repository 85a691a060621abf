package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private record Waiting(Instant due, long sequence, Lane lane) {}

    private final ChannelSettings settings;
    private final ChannelFormat format;
    private final Courier courier;
    private final DeliveryLoop loop;
    private final DeliveryReport report;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final ChannelFigures figures = new ChannelFigures();

    private final Map<Lane.Key, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::sequence));
    private final Map<Lane, Waiting> waitingOf = new HashMap<>();
    private final Map<Integer, Long> overflow = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private long sequence;
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
        Lane.Key key = Lane.Key.of(task);
        Lane lane = lanes.get(key);
        if (lane == null) {
            lane = new Lane(key);
            lanes.put(key, lane);
            ready.add(lane);
        } else if (lane.mode == Lane.Mode.WAITING && !lane.dueByReceiver) {
            // There is news of the alert: what stands before it is tried at once, not when its pause is over.
            stopWaiting(lane);
            ready.add(lane);
        }
        lane.tasks.add(task);
        pump();
    }

    /** Lets go of what came from these partitions: another process takes it from here. */
    void handBack(Set<Integer> partitions) {
        partitions.forEach(overflow::remove);
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            if (!partitions.contains(lane.tasks.get(0).place.partition())) {
                continue;
            }
            lane.tasks.forEach(task -> task.handedBack = true);
            lane.tasks.forEach(task -> ids.remove(task.id));
            ready.remove(lane);
            if (waitingOf.containsKey(lane)) {
                stopWaiting(lane);
            }
            all.remove();
        }
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
        Instant now = loop.now();
        for (Lane lane : List.copyOf(lanes.values())) {
            if (lane.mode == Lane.Mode.UNDER_WAY) {
                continue;
            }
            List<Task> old = lane.tasks.stream()
                    .filter(task -> task.deadline.isBefore(now))
                    .toList();
            if (old.isEmpty()) {
                continue;
            }
            lane.rewind();
            old.forEach(task -> {
                lane.tasks.remove(task);
                end(task, DeliveryState.GIVEN_UP, "not delivered in time");
            });
            if (lane.tasks.isEmpty()) {
                ready.remove(lane);
                stopWaiting(lane);
                lanes.remove(lane.key);
            }
        }
        pump();
    }

    /** Starts what may start, and sees to it that this is called again when more may. */
    void pump() {
        Instant now = loop.now();
        while (!waiting.isEmpty() && !waiting.first().due().isAfter(now)) {
            Lane lane = waiting.first().lane();
            stopWaiting(lane);
            ready.add(lane);
        }
        while (!stopping && inFlight < settings.inFlight() && !ready.isEmpty()) {
            Instant gate = latest(nextSlot, pausedUntil, breaker.closedToTrialsUntil());
            if (gate.isAfter(now)) {
                wake(now, gate);
                break;
            }
            start(ready.poll(), now);
        }
        if (!waiting.isEmpty()) {
            wake(now, waiting.first().due());
        }
        showFigures();
    }

    private void start(Lane lane, Instant now) {
        Task task = lane.current();
        lane.mode = Lane.Mode.UNDER_WAY;
        Message message;
        try {
            message = format.compose(task.notice, now);
        } catch (RuntimeException uncomposable) {
            lane.removeCurrent();
            end(
                    task,
                    DeliveryState.GIVEN_UP,
                    "cannot be put into a message: " + uncomposable.getClass().getSimpleName());
            goOn(lane);
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
            goOn(lane);
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

    /** The lane's next task, or its first again when its time has come. */
    private void goOn(Lane lane) {
        if (lane.tasks.isEmpty()) {
            lanes.remove(lane.key);
        } else if (lane.mayGoOn(loop.now(), settings.retry().orderPatience())) {
            lane.mode = Lane.Mode.READY;
            ready.add(lane);
        } else {
            lane.rewind();
            lane.mode = Lane.Mode.WAITING;
            Waiting entry = new Waiting(lane.due, sequence++, lane);
            waitingOf.put(lane, entry);
            waiting.add(entry);
        }
    }

    private void end(Task task, DeliveryState state, String error) {
        figures.ended(state);
        ended(task, state, error);
    }

    private void ended(Task task, DeliveryState state, String error) {
        ids.remove(task.id);
        report.ended(task, state, loop.now(), error);
    }

    private void stopWaiting(Lane lane) {
        Waiting entry = waitingOf.remove(lane);
        if (entry != null) {
            waiting.remove(entry);
        }
        lane.mode = Lane.Mode.READY;
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
