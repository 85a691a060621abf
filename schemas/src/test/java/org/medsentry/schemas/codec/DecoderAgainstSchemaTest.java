package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.TestingDocuments;
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
    private static final int MUTATIONS_OF_REFERENCE_ROWS = 1_500;

    @ParameterizedTest
    @MethodSource("decodedTopics")
    void bothTakeTheGoodRecords(Topic topic) {
        for (String record : goodRecords(topic)) {
            byte[] value = record.getBytes(StandardCharsets.UTF_8);
            assertThat(SchemaVerdict.of(topic, value).violations()).as(record).isEmpty();
            assertThat(refusal(topic, value)).as(record).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothRefuseTheBadRecordsForTheReasonGiven(Stream stream) {
        Topic topic = Topic.of(stream.id());
        for (Corpus.BadRecord bad : Corpus.bad(stream)) {
            byte[] value = bad.json().getBytes(StandardCharsets.UTF_8);
            RecordException refusal = refusal(topic, value);
            assertThat(refusal).as(bad.toString()).isNotNull();
            assertThat(refusal.reason()).as(bad.toString()).isEqualTo(bad.reason());
            assertThat(refusal.pointer()).as(bad.toString()).isEqualTo(bad.pointer());
            assertSameVerdict(topic, value, bad.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("decodedTopics")
    void bothSayTheSameOfSpoiltRecords(Topic topic) {
        RecordMutator mutator =
                new RecordMutator(new SplittableRandom(20_260_301L + topic.ordinal()), goodRecords(topic));
        int mutations = topic.kind() == Topic.Kind.INPUT ? MUTATIONS : MUTATIONS_OF_REFERENCE_ROWS;
        int refused = 0;
        for (int count = 0; count < mutations; count++) {
            byte[] value = mutator.next();
            refused += assertSameVerdict(topic, value, topic.id() + " mutation " + count) ? 0 : 1;
        }
        assertThat(refused).isBetween(mutations / 3, mutations * 19 / 20);
    }

    static java.util.stream.Stream<Topic> decodedTopics() {
        return Arrays.stream(Topic.values()).filter(topic -> topic.kind() != Topic.Kind.OUTPUT);
    }

    private static List<String> goodRecords(Topic topic) {
        return switch (topic.kind()) {
            case INPUT -> Corpus.good(Stream.of(topic.id()));
            case REFERENCE ->
                topic == Topic.RULES
                        ? List.of(Documents.toJsonText(TestingDocuments.rulePublication()))
                        : Corpus.lines("/reference/" + topic.id() + ".jsonl");
            case OUTPUT -> throw new IllegalArgumentException(topic.id());
        };
    }

    /** Whether both take it. */
    private static boolean assertSameVerdict(Topic topic, byte[] value, String what) {
        SchemaVerdict schema = SchemaVerdict.of(topic, value);
        if (schema == null) {
            return refusal(topic, value) == null;
        }
        Map<String, Set<DeadLetterReason>> violations =
                schema.violations().isEmpty() && topic.kind() == Topic.Kind.INPUT
                        ? BeyondSchema.violations(topic, schema.record(), RECEIVED)
                        : schema.violations();
        RecordException refusal = refusal(topic, value);
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

    private static RecordException refusal(Topic topic, byte[] value) {
        try {
            if (topic.kind() == Topic.Kind.INPUT) {
                DECODERS.get(Stream.of(topic.id())).decode(value, RECEIVED);
            } else if (topic == Topic.RULES) {
                RulePublicationDecoder.decode(value);
            } else {
                ReferenceDecoder.decode(topic, value);
            }
            return null;
        } catch (RecordException refusal) {
            return refusal;
        }
    }
}
