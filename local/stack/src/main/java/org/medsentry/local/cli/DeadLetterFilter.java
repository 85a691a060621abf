package org.medsentry.local.cli;

import java.time.Instant;
import java.util.function.Predicate;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadLetterFilter {

    @Option(names = "--reason", paramLabel = "REASON", description = "One of ${COMPLETION-CANDIDATES}.")
    private DeadLetterReason reason;

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "purchase-registrations, adverse-reactions, online-sales or reference.")
    private String stream;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Received at or after this RFC 3339 time, or so long ago at most, for instance 2h.")
    private String since;

    boolean isSet() {
        return reason != null || stream != null || since != null;
    }

    Predicate<DeadLetter> predicate() {
        Instant from = since == null ? Instant.MIN : LocalTimes.parse(since);
        return letter -> (reason == null || letter.reason() == reason)
                && (stream == null || stream.equals(letter.stream()))
                && !letter.receivedAt().isBefore(from);
    }
}
