package org.medsentry.streaming.pattern;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.SubjectKey;

/** Makes the signal of a rule that fired on one record. */
final class SignalAssembly {

    private SignalAssembly() {}

    static Signal signal(RoutedRecord routed, Firing firing, Instant detectedAt) {
        Evidence evidence = routed.evidence();
        return new Signal(
                signalId(firing.ruleId(), firing.key(), evidence),
                firing.ruleId(),
                firing.ruleVersion(),
                evidence.stream(),
                firing.level(),
                firing.modifiers(),
                firing.topic(),
                firing.key(),
                firing.subject(),
                routed.region(),
                evidence.occurredAt(),
                evidence.occurredAt(),
                detectedAt,
                firing.observed(),
                firing.expected(),
                firing.threshold(),
                null,
                null,
                firing.title(),
                firing.explanation(),
                firing.raisesAlert(),
                firing.shadow(),
                List.of(evidence));
    }

    /** Without the rule's version: after a restore the same record may be judged by a later one. */
    static String signalId(String ruleId, SubjectKey key, Evidence deciding) {
        String name = String.join(
                "\u0000", ruleId, key.type(), key.value(), deciding.stream(), deciding.source(), deciding.eventId());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
