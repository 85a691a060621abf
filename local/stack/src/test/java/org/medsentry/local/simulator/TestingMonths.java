package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.Map;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** Small months for tests, and the product's own eyes to look at them with. */
final class TestingMonths {

    static final Instant END = Instant.parse("2026-03-20T05:40:00Z");

    private TestingMonths() {}

    /** 14 days, about 6,000 purchases, 420 reports, 2,000 online records, all scenarios. */
    static SimulationSettings small() {
        return SimulationSettings.endingAt(END).withDays(14).withVolumes(40, 400, 30, 150);
    }

    static Pseudonymiser pseudonymiser() {
        return new Pseudonymiser(SecretKeys.of("test", Map.of("test", new byte[SecretKeys.KEY_BYTES])));
    }

    /** What ingest makes of records that arrive when they were sent. */
    static final class Decoders {

        private final PurchaseRegistrationDecoder purchases = new PurchaseRegistrationDecoder(pseudonymiser());
        private final AdverseReactionDecoder reports = new AdverseReactionDecoder(pseudonymiser());
        private final OnlineSaleDecoder online = new OnlineSaleDecoder(pseudonymiser());

        StreamRecord decode(SimulatedRecord record) throws RecordException {
            return decode(record.topic(), record.value(), record.sentAt());
        }

        StreamRecord decode(Topic topic, byte[] value, Instant receivedAt) throws RecordException {
            return switch (Stream.of(topic.id())) {
                case PURCHASE_REGISTRATIONS -> purchases.decode(value, receivedAt);
                case ADVERSE_REACTIONS -> reports.decode(value, receivedAt);
                case ONLINE_SALES -> online.decode(value, receivedAt);
            };
        }
    }
}
