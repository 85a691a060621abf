package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import org.medsentry.dispatcher.message.Notice;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;

/** A delivery that is not over. */
final class Task {
    /** A trigger that arrives too old, after a long outage of ours, is tried for this long nonetheless. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    final Notice notice;
    final String id;
    final Place place;
    final Instant acceptedAt;
    final Instant deadline;
    int attempts;
    Instant reportedAt = Instant.MIN;
    /** Its partition is another's now: no further try, and only success is worth a record. */
    boolean handedBack;

    Task(Notice notice, Place place, Instant now, Duration maxAge, int attempts) {
        this.notice = notice;
        this.id = notice.deliveryId();
        this.place = place;
        this.acceptedAt = now;
        this.attempts = attempts;
        Instant byAge = notice.trigger().createdAt().plus(maxAge);
        Instant byGrace = now.plus(maxAge.compareTo(GRACE) < 0 ? maxAge : GRACE);
        this.deadline = byAge.isAfter(byGrace) ? byAge : byGrace;
    }

    Delivery delivery(DeliveryState state, Instant at, Instant nextAttemptAt, String error) {
        return delivery(notice, state, attempts, at, nextAttemptAt, error);
    }

    static Delivery delivery(
            Notice notice, DeliveryState state, int attempts, Instant at, Instant nextAttemptAt, String error) {
        return new Delivery(
                notice.trigger().triggerId(),
                notice.trigger().resend(),
                notice.trigger().alertId(),
                notice.unit().id(),
                notice.channel(),
                state,
                attempts,
                at,
                nextAttemptAt,
                error);
    }
}
