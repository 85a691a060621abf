package org.medsentry.console.data;

import java.time.Clock;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** Whether a record that somebody has mended is one now: the same decoders that the jobs use say so. */
final class RecordCheck {

    private final SecretKeys keys;
    private final Clock clock;

    RecordCheck(SecretKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @throws RecordException naming the field and what is wrong with it */
    void check(Topic topic, byte[] record) throws RecordException {
        switch (topic) {
            case PURCHASE_REGISTRATIONS ->
                new PurchaseRegistrationDecoder(new Pseudonymiser(keys)).decode(record, clock.instant());
            case ADVERSE_REACTIONS ->
                new AdverseReactionDecoder(new Pseudonymiser(keys)).decode(record, clock.instant());
            case ONLINE_SALES -> new OnlineSaleDecoder(new Pseudonymiser(keys)).decode(record, clock.instant());
            case PRODUCTS, LICENCES, RECALLS, REGIONS, UNITS -> ReferenceDecoder.decode(topic, record);
            case RULES -> checkRule(RulePublicationDecoder.decode(record));
            case SIGHTINGS,
                    SIGNALS,
                    ALERTS,
                    ALERT_ACTIONS,
                    ACTION_RESULTS,
                    TRIGGERS,
                    DELIVERIES,
                    DEAD_LETTERS,
                    LATE_RECORDS ->
                throw new RecordException(DeadLetterReason.CONSTRAINT, "", "the topic takes no records");
        }
    }

    private static void checkRule(RulePublication publication) throws RecordException {
        try {
            RuleFile.parse(publication.ruleId(), publication.yaml());
        } catch (RuleException invalid) {
            throw new RecordException(DeadLetterReason.INVALID_RULE, "/yaml", invalid.getMessage());
        }
    }
}
