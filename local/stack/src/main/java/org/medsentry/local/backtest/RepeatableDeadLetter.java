package org.medsentry.local.backtest;

import java.time.Instant;
import org.medsentry.schemas.document.DeadLetter;

/**
 * A dead letter as a backtest keeps it: without what differs from run to run. The encrypted bytes are left out, whose cipher
 * text is never the same twice and which the public key would not hide; the bytes themselves lie in the file and line that
 * the dead letter names. And the clock of the reading gives way to a time that follows from the file.
 */
final class RepeatableDeadLetter {

    private static final String NOTHING = "";

    private RepeatableDeadLetter() {}

    static DeadLetter of(DeadLetter deadLetter, Instant receivedAt) {
        return new DeadLetter(
                deadLetter.deadLetterId(),
                deadLetter.stream(),
                deadLetter.source(),
                deadLetter.reason(),
                deadLetter.pointer(),
                deadLetter.message(),
                receivedAt,
                deadLetter.topic(),
                deadLetter.partition(),
                deadLetter.offset(),
                deadLetter.preview(),
                NOTHING,
                NOTHING);
    }
}
