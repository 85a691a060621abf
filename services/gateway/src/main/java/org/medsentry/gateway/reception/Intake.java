package org.medsentry.gateway.reception;

import java.time.Duration;
import java.time.InstantSource;
import org.medsentry.schemas.Stream;

/**
 * Everything that a way in needs to take records, whatever form they come in.
 *
 * @param patience how long an answer may wait for Kafka once the body was read
 */
public record Intake(Reception reception, Outbox outbox, Account account, InstantSource clock, Duration patience) {

    /** Begins a request of this source. */
    public Submission open(Stream stream, String source) {
        return new Submission(stream, source, clock.instant(), reception, outbox, account);
    }

    /** Ends a request: waits for Kafka. */
    public Receipt close(Submission submission) throws InterruptedException {
        return submission.finish(patience);
    }
}
