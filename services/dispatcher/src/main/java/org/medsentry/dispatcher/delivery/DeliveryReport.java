package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import org.medsentry.dispatcher.message.Notice;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how deliveries fare: for the dispatcher's own memory each time, for the alert only what people want to read (of repetitions
 * the first, and then one a minute), for the log one line. Runs on the loop.
 */
final class DeliveryReport {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReport.class);
    private static final Duration RETRY_REPORTS = Duration.ofMinutes(1);

    private final DeliveryRecorder recorder;
    private final DeliveryMemory memory;
    private final PendingPlaces pending;
    private final DeliveryLoop loop;

    DeliveryReport(DeliveryRecorder recorder, DeliveryMemory memory, PendingPlaces pending, DeliveryLoop loop) {
        this.recorder = recorder;
        this.memory = memory;
        this.pending = pending;
        this.loop = loop;
    }

    /**
     * It is known of, and not tried yet; said once, however often its trigger is read. The alert has it so since the trigger was made,
     * but for one that a person sends again.
     */
    void pending(Notice notice, Instant at) {
        if (!memory.knows(notice.deliveryId())) {
            boolean onAlert = notice.trigger().resend() > 0;
            write(Task.delivery(notice, DeliveryState.PENDING, 0, at, null, null), onAlert, () -> {});
        }
    }

    void accepted(Task task) {
        pending.hold(task.place);
        pending(task.notice, task.acceptedAt);
    }

    void retrying(Task task, Instant at, Instant next, String error) {
        Delivery delivery = task.delivery(DeliveryState.RETRYING, at, next, error);
        boolean onAlert =
                task.attempts == 1 || !task.reportedAt.plus(RETRY_REPORTS).isAfter(at);
        if (onAlert) {
            task.reportedAt = at;
            LOG.warn("{} next={}", line(delivery), next);
        } else {
            LOG.debug("{} next={}", line(delivery), next);
        }
        write(delivery, onAlert, () -> {});
    }

    void ended(Task task, DeliveryState state, Instant at, String error) {
        // What was handed back is held by somebody else, or by us anew.
        end(task.delivery(state, at, null, error), task.handedBack ? null : task.place);
    }

    void withoutChannel(Notice notice, Place place, Instant at, String error) {
        pending.hold(place);
        end(Task.delivery(notice, DeliveryState.NO_CHANNEL, 0, at, null, error), place);
    }

    private void end(Delivery delivery, Place place) {
        if (delivery.state() == DeliveryState.DELIVERED) {
            LOG.info(line(delivery));
        } else {
            LOG.warn(line(delivery));
        }
        write(delivery, true, () -> {
            if (place != null) {
                loop.execute(() -> pending.release(place));
            }
        });
    }

    private void write(Delivery delivery, boolean onAlert, Runnable kept) {
        memory.remember(delivery);
        recorder.record(delivery, onAlert, kept);
    }

    private static String line(Delivery delivery) {
        return "delivery state=" + delivery.state() + " trigger=" + delivery.triggerId() + " resend="
                + delivery.resend()
                + " alert=" + delivery.alertId() + " unit=" + delivery.unitId() + " channel=" + delivery.channel()
                + " attempts=" + delivery.attempts()
                + (delivery.error() == null ? "" : " error=\"" + delivery.error() + '"');
    }
}
