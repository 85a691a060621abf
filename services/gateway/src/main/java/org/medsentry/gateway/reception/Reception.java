package org.medsentry.gateway.reception;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PseudonymisedRecordWriter;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Judges the bytes of one record as the jobs will, with their own decoders, and makes of a good one what goes to Kafka: the same
 * record without personal data. Knows neither HTTP nor Kafka. Thread-safe; each thread has decoders of its own.
 */
public final class Reception {
    private final InstantSource clock;
    private final ThreadLocal<Desk> desks;

    /** @param clock stands for the broker's, which the jobs hold a record's times against */
    public Reception(SecretKeys keys, InstantSource clock) {
        this.clock = clock;
        this.desks = ThreadLocal.withInitial(() -> new Desk(keys));
    }

    /** @param source the network that sends it */
    public Verdict judge(Stream stream, String source, byte[] record) {
        if (record.length > RecordDecoder.MAX_BYTES) {
            return tooLarge(null, "the record has more than " + RecordDecoder.MAX_BYTES + " bytes");
        }
        Desk desk = desks.get();
        StreamRecord decoded;
        try {
            decoded = desk.decoders.get(stream).decode(record, clock.instant());
        } catch (RecordException refused) {
            return new Verdict.Bad(
                    EventIdField.read(record),
                    RefusalReason.of(refused.reason()),
                    refused.pointer(),
                    refused.getMessage());
        }
        if (!decoded.source().equals(source)) {
            return new Verdict.Bad(
                    decoded.eventId(),
                    RefusalReason.SOURCE_MISMATCH,
                    "/source",
                    "/source must be the source that the API key is bound to");
        }
        byte[] value = desk.writer.write(decoded);
        if (value.length > RecordDecoder.MAX_BYTES) {
            return tooLarge(
                    decoded.eventId(),
                    "the record has more than " + RecordDecoder.MAX_BYTES + " bytes once pseudonyms stand in it");
        }
        return new Verdict.Good(
                decoded.eventId(), decoded.version(), RecordKey.of(decoded).getBytes(StandardCharsets.UTF_8), value);
    }

    private static Verdict tooLarge(String eventId, String message) {
        return new Verdict.Bad(eventId, RefusalReason.TOO_LARGE, "", message);
    }

    /** What is not thread-safe. */
    private static final class Desk {
        private final Map<Stream, RecordDecoder<?>> decoders = new EnumMap<>(Stream.class);
        private final PseudonymisedRecordWriter writer;

        Desk(SecretKeys keys) {
            Pseudonymiser pseudonymiser = new Pseudonymiser(keys);
            for (Stream stream : Stream.values()) {
                decoders.put(
                        stream,
                        switch (stream) {
                            case PURCHASE_REGISTRATIONS -> new PurchaseRegistrationDecoder(pseudonymiser);
                            case ADVERSE_REACTIONS -> new AdverseReactionDecoder(pseudonymiser);
                            case ONLINE_SALES -> new OnlineSaleDecoder(pseudonymiser);
                        });
            }
            writer = new PseudonymisedRecordWriter(keys);
        }
    }
}
