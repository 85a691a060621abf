package org.medsentry.streaming.pattern;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.medsentry.rules.Firing;
import org.medsentry.rules.KeyedRule;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/** Makes the signal of a rule that fired. */
final class SignalAssembly {

    /** A rule of the platform itself: another rule had to be stopped. */
    static final String CONTAINED = "rule-contained";

    /** The newest records that a signal cites; its figures count them all. */
    static final int EVIDENCE_CITED = 100;

    private static final Subject NOBODY =
            new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private SignalAssembly() {}

    static Signal signal(
            Firing firing,
            RecordIdentity deciding,
            List<Evidence> evidence,
            RegionReference region,
            Instant firstEventAt,
            Instant lastEventAt,
            Instant detectedAt) {
        List<Evidence> cited = evidence.size() <= EVIDENCE_CITED
                ? evidence
                : evidence.subList(evidence.size() - EVIDENCE_CITED, evidence.size());
        return new Signal(
                signalId(firing.ruleId(), firing.key(), deciding),
                firing.ruleId(),
                firing.ruleVersion(),
                cited.get(cited.size() - 1).stream(),
                firing.level(),
                firing.modifiers(),
                firing.topic(),
                firing.key(),
                firing.subject(),
                region,
                firstEventAt,
                lastEventAt,
                detectedAt,
                firing.observed(),
                firing.expected(),
                firing.threshold(),
                firing.score(),
                firing.window(),
                firing.title(),
                firing.explanation(),
                firing.raisesAlert(),
                firing.shadow(),
                null,
                List.of(),
                List.copyOf(cited),
                firing.series());
    }

    /** Tells the operators of the platform that a rule had to be stopped, on which record and why. */
    static Signal contained(KeyedRule rule, String reason, RoutedRecord routed, Instant detectedAt) {
        SubjectKey key = new SubjectKey("rule", rule.id());
        Instant time = routed.identity().time();
        return new Signal(
                signalId(CONTAINED, key, routed.identity()),
                CONTAINED,
                rule.version(),
                routed.evidence().get(0).stream(),
                Level.IV,
                List.of(),
                rule.topic(),
                key,
                NOBODY,
                null,
                time,
                time,
                detectedAt,
                null,
                null,
                null,
                null,
                null,
                new LocalisedText("规则受限运行：" + rule.id(), "Rule contained: " + rule.id()),
                new LocalisedText(
                        "规则 " + rule + " 在主体类型 " + routed.key().type() + " 上受限运行，其他规则不受影响。原因：" + reason,
                        "Rule " + rule + " is contained at a key of type "
                                + routed.key().type() + "; the other rules go on. Reason: " + reason),
                true,
                false,
                null,
                List.of(),
                routed.evidence(),
                List.of());
    }

    /** Without the rule's version: after a restore the same record may be judged by a later one. */
    static String signalId(String ruleId, SubjectKey key, RecordIdentity deciding) {
        String name = String.join(
                "\u0000", ruleId, key.type(), key.value(), deciding.stream(), deciding.source(), deciding.eventId());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
