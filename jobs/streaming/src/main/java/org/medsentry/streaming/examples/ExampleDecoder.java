package org.medsentry.streaming.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Holds the records of examples against the contract by the decoders of the jobs. Tokens stay as they are written: nobody
 * lives in an example, and its author wants to read them again.
 */
final class ExampleDecoder {

    private static final Instant NEVER_TOO_LATE = Instant.parse("2200-01-01T00:00:00Z");

    private final Map<RuleStream, RecordDecoder<?>> decoders;

    ExampleDecoder() {
        Pseudonymiser pseudonymiser =
                new Pseudonymiser(SecretKeys.of("examples", Map.of("examples", new byte[SecretKeys.KEY_BYTES])));
        decoders = Map.of(
                RuleStream.PURCHASE_REGISTRATIONS, new PurchaseRegistrationDecoder(pseudonymiser),
                RuleStream.ADVERSE_REACTIONS, new AdverseReactionDecoder(pseudonymiser),
                RuleStream.ONLINE_SALES, new OnlineSaleDecoder(pseudonymiser));
    }

    /** @throws RecordException if the record breaks the contract */
    StreamRecord decode(RuleStream stream, ObjectNode record) throws RecordException {
        byte[] json = record.toString().getBytes(StandardCharsets.UTF_8);
        decoders.get(stream).decode(json, NEVER_TOO_LATE);
        return Documents.fromJson(json, type(stream));
    }

    private static Class<? extends StreamRecord> type(RuleStream stream) {
        return switch (stream) {
            case PURCHASE_REGISTRATIONS -> PurchaseRegistration.class;
            case ADVERSE_REACTIONS -> AdverseReaction.class;
            case ONLINE_SALES -> OnlineSale.class;
            case SIGHTINGS, SIGNALS -> throw new IllegalArgumentException(stream + " has no records of its own");
        };
    }
}
