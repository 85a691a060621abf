package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;

/**
 * The decoders are written by hand for speed; the JSON Schemas are what senders read. Both must say the same of every
 * record: the same verdict, and of a bad one a reason and a place that the schema gives as well.
 */
class DecoderAgainstSchemaTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final Pseudonymiser PSEUDONYMISER = new Pseudonymiser(TestingKeys.of("k1"));
    private static final Map<Stream, RecordDecoder<?>> DECODERS = Map.of(
            Stream.PURCHASE_REGISTRATIONS, new PurchaseRegistrationDecoder(PSEUDONYMISER),
            Stream.ADVERSE_REACTIONS, new AdverseReactionDecoder(PSEUDONYMISER),
            Stream.ONLINE_SALES, new OnlineSaleDecoder(PSEUDONYMISER));
    private static final int MUTATIONS = 10_500;

    @ParameterizedTest
    @EnumSource
    void bothTakeTheGoodRecords(Stream stream) {
        for (String record : Corpus.good(stream)) {
            byte[] value = record.getBytes(StandardCharsets.UTF_8);
            assertThat(SchemaVerdict.of(Topic.of(stream.id()), value).violations())
                    .as(record)
                    .isEmpty();
            assertThat(refusal(stream, value)).as(record).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothRefuseTheBadRecordsForTheReasonGiven(Stream stream) {
        for (Corpus.BadRecord bad : Corpus.bad(stream)) {
            byte[] value = bad.json().getBytes(StandardCharsets.UTF_8);
            RecordException refusal = refusal(stream, value);
            assertThat(refusal).as(bad.toString()).isNotNull();
            assertThat(refusal.reason()).as(bad.toString()).isEqualTo(bad.reason());
            assertThat(refusal.pointer()).as(bad.toString()).isEqualTo(bad.pointer());
            assertSameVerdict(stream, value, bad.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSayTheSameOfSpoiltRecords(Stream stream) {
        RecordMutator mutator =
                new RecordMutator(new SplittableRandom(20_260_301L + stream.ordinal()), Corpus.good(stream));
        int refused = 0;
        for (int count = 0; count < MUTATIONS; count++) {
            byte[] value = mutator.next();
            refused += assertSameVerdict(stream, value, stream.id() + " mutation " + count) ? 0 : 1;
        }
        assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 500);
    }

    /** Whether both take it. */
    private static boolean assertSameVerdict(Stream stream, byte[] value, String what) {
        Topic topic = Topic.of(stream.id());
        SchemaVerdict schema = SchemaVerdict.of(topic, value);
        if (schema == null) {
            return refusal(stream, value) == null;
        }
        Map<String, Set<DeadLetterReason>> violations = schema.violations().isEmpty()
                ? BeyondSchema.violations(topic, schema.record(), RECEIVED)
                : schema.violations();
        RecordException refusal = refusal(stream, value);
        if (refusal == null) {
            assertThat(violations).as("%s: %s", what, text(value)).isEmpty();
            return true;
        }
        String description =
                what + ", refused with " + refusal.reason() + " " + refusal.getMessage() + ": " + text(value);
        assertThat(violations).as(description).containsKey(refusal.pointer());
        assertThat(violations.get(refusal.pointer())).as(description).contains(refusal.reason());
        return false;
    }

    private static String text(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.length() < 2000 ? text : text.substring(0, 2000) + "...";
    }

    private static RecordException refusal(Stream stream, byte[] value) {
        try {
            DECODERS.get(stream).decode(value, RECEIVED);
            return null;
        } catch (RecordException refusal) {
            return refusal;
        }
    }
}
