package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.message.ChannelFormat;
import org.medsentry.dispatcher.message.Notice;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;

/**
 * Turns triggers into deliveries and hands each to its channel; knows what is over, what is not, and hence how far the topic has been
 * dealt with. Knows nothing of Kafka or HTTP. Everything but {@link #figures} is called on the loop.
 */
public final class DeliveryDesk {
    private static final Duration SWEEP = Duration.ofSeconds(30);
    /** By which memory outlasts the age up to which a trigger is tried. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final ChannelDirectory directory;
    private final DeliveryLoop loop;
    private final DeliveryRecorder recorder;
    private final DeliveryMemory memory;
    private final Duration remember;
    private final PendingPlaces pending = new PendingPlaces();
    private final DeliveryReport report;
    private final Map<String, ChannelWorker> workers = new LinkedHashMap<>();

    /**
     * @param remember how long an ended delivery is known, so that its trigger is not sent again
     * @param random from 0 to below 1, for pauses
     */
    public DeliveryDesk(
            ChannelDirectory directory,
            Function<ChannelSettings, Courier> couriers,
            DeliveryLoop loop,
            DeliveryRecorder recorder,
            DeliveryMemory memory,
            Duration remember,
            DoubleSupplier random) {
        this.directory = directory;
        this.loop = loop;
        this.recorder = recorder;
        this.memory = memory;
        this.remember = directory.channels().stream()
                .map(channel -> channel.maxAge().plus(MARGIN))
                .reduce(remember, (longer, age) -> age.compareTo(longer) > 0 ? age : longer);
        this.report = new DeliveryReport(recorder, memory, pending, loop);
        for (ChannelSettings channel : directory.channels()) {
            workers.put(
                    channel.name(),
                    new ChannelWorker(
                            channel,
                            ChannelFormat.of(channel, directory.sender()),
                            couriers.apply(channel),
                            loop,
                            report,
                            new Backoff(channel.retry(), random)));
        }
    }

    /** Starts what is done from time to time. */
    public void start() {
        loop.execute(this::sweep);
    }

    private void sweep() {
        workers.values().forEach(ChannelWorker::expire);
        memory.forgetBefore(loop.now().minus(remember)).forEach(recorder::forget);
        loop.schedule(SWEEP, this::sweep);
    }

    /** Takes on whatever of a trigger is not over and not taken on yet. */
    public void accept(Trigger trigger, Place place) {
        for (TriggerUnit unit : trigger.units()) {
            if (unit.channels().isEmpty()) {
                accept(new Notice(trigger, unit, null), place);
            }
            unit.channels().stream().distinct().forEach(channel -> accept(new Notice(trigger, unit, channel), place));
        }
    }

    private void accept(Notice notice, Place place) {
        String id = notice.deliveryId();
        if (memory.isOver(id)) {
            return;
        }
        if (notice.channel() == null) {
            report.withoutChannel(notice, place, loop.now(), "the unit has no channel");
            return;
        }
        ChannelWorker worker = directory
                .find(notice.channel())
                .map(channel -> workers.get(channel.name()))
                .orElse(null);
        if (worker == null) {
            report.withoutChannel(notice, place, loop.now(), "the dispatcher knows no channel of this name");
        } else if (!worker.holds(id)) {
            if (worker.admits(place)) {
                int attempts = memory.attempts(id);
                Task task =
                        new Task(notice, place, loop.now(), worker.settings().maxAge(), attempts);
                report.accepted(task);
                worker.add(task);
            } else {
                report.pending(notice, loop.now());
            }
        }
    }

    /** From where each partition is to be read again, because there is room now for what was left there. */
    public Map<Integer, Long> takeRewinds() {
        Map<Integer, Long> rewinds = new TreeMap<>();
        for (ChannelWorker worker : workers.values()) {
            if (worker.hasRoomAgain()) {
                worker.overflow().forEach((partition, offset) -> rewinds.merge(partition, offset, Math::min));
                worker.overflow().clear();
            }
        }
        return rewinds;
    }

    /** @param position behind the last trigger that was accepted */
    public long committable(int partition, long position) {
        long first = pending.first(partition, position);
        for (ChannelWorker worker : workers.values()) {
            first = Math.min(first, worker.overflow().getOrDefault(partition, position));
        }
        return first;
    }

    /** These partitions are another process's now. */
    public void handBack(Set<Integer> partitions) {
        workers.values().forEach(worker -> worker.handBack(partitions));
        pending.drop(partitions);
    }

    /** Nothing new is tried from here on. */
    public void stop() {
        workers.values().forEach(ChannelWorker::stop);
    }

    public boolean isIdle() {
        return workers.values().stream().allMatch(worker -> worker.inFlight() == 0);
    }

    /** By name of the channel in the configuration. From any thread. */
    public Map<String, ChannelFigures> figures() {
        Map<String, ChannelFigures> figures = new LinkedHashMap<>();
        workers.forEach((name, worker) -> figures.put(name, worker.figures()));
        return figures;
    }
}
