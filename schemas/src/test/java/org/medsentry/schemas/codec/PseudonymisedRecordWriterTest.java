package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.schemas.privacy.TestingKeys;

/** What goes through the gateway is, behind the jobs' decoder, what would have come straight to Kafka. */
class PseudonymisedRecordWriterTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final SecretKeys KEYS = TestingKeys.of("k1");
    private static final int MUTATIONS = 10_000;

    private final PseudonymisedRecordWriter writer = new PseudonymisedRecordWriter(KEYS);

    @ParameterizedTest
    @EnumSource
    void writtenRecordsReadAsTheOriginals(Stream stream) throws Exception {
        RecordDecoder<?> decoder = decoder(stream);
        for (String record : Corpus.good(stream)) {
            assertSurvives(stream, decoder, record.getBytes(StandardCharsets.UTF_8));
        }
        RecordMutator mutator = new RecordMutator(new SplittableRandom(5 + stream.ordinal()), Corpus.good(stream));
        int good = 0;
        for (int count = 0; count < MUTATIONS; count++) {
            byte[] value = mutator.next();
            try {
                decoder.decode(value, RECEIVED);
            } catch (RecordException refused) {
                continue;
            }
            assertSurvives(stream, decoder, value);
            good++;
        }
        assertThat(good).isPositive();
    }

    private void assertSurvives(Stream stream, RecordDecoder<?> decoder, byte[] value) throws RecordException {
        StreamRecord original = decoder.decode(value, RECEIVED);
        byte[] written = writer.write(original);
        assertThat(SchemaVerdict.of(Topic.of(stream.id()), written).violations())
                .as("written record")
                .isEmpty();
        assertThat(decoder.decode(written, RECEIVED)).isEqualTo(original);
        assertThat(writer.write(decoder.decode(written, RECEIVED))).isEqualTo(written);
    }

    @Test
    void personalDataAndUnknownFieldsAreGone() throws Exception {
        String record = """
                {"eventId":"e1","source":"chain-a","occurredAt":"2026-03-01T09:00:00+08:00","pharmacyId":"p1",
                "regionCode":"500111","buyer":{"idNumber":"11010519491231002X","phone":"+86 138-0013-8000","name":"Zhang San",
                "address":"Longgang street 1"},"productCode":"86900000000001","quantity":1,"channel":"COUNTER","note":"Zhang San"}
                """;
        StreamRecord decoded =
                decoder(Stream.PURCHASE_REGISTRATIONS).decode(record.getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(new String(writer.write(decoded), StandardCharsets.UTF_8))
                .contains("\"token\":\"sealed:k1:", "\"phone\":\"sealed:k1:", "\"eventId\":\"e1\"")
                .doesNotContain("110105", "idNumber", "8000", "Zhang", "Longgang", "note");
    }

    @Test
    void textIsWrittenAsItAlwaysWas() throws Exception {
        assertThat(new String(writer.write(purchase(KEYS, "\"a\\b\" \t\u007f")), StandardCharsets.UTF_8))
                .contains("\"productName\":\"\\\"a\\\\b\\\" \\t\u007f\"");
        assertThat(new String(writer.write(purchase(KEYS, "\"连花é\u0001 \ud842\udfb7")), StandardCharsets.UTF_8))
                .contains("\"productName\":\"\\\"连花é\\u0001 \\uD842\\uDFB7\"");
    }

    @Test
    void oneThatCannotBeWrittenLeavesNothingInTheNext() throws Exception {
        PurchaseRegistration good = purchase(KEYS, "a");
        byte[] expected = writer.write(good);
        PurchaseRegistration ofOtherKeys = purchase(TestingKeys.of("k2"), "a");

        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(ofOtherKeys));

        assertThat(writer.write(good)).isEqualTo(expected);
    }

    private static PurchaseRegistration purchase(SecretKeys keys, String productName) {
        Buyer buyer = new Buyer(
                new Pseudonymiser(keys).person("11010519491231002X"), null, null, null, null, null, List.of());
        return new PurchaseRegistration(
                "e1",
                "chain-a",
                RECEIVED,
                null,
                "p1",
                "500111",
                buyer,
                "86900000000001",
                productName,
                null,
                null,
                null,
                1,
                null,
                null,
                null,
                Channel.COUNTER);
    }

    private static RecordDecoder<?> decoder(Stream stream) {
        Function<Pseudonymiser, RecordDecoder<?>> factory = switch (stream) {
            case PURCHASE_REGISTRATIONS -> PurchaseRegistrationDecoder::new;
            case ADVERSE_REACTIONS -> AdverseReactionDecoder::new;
            case ONLINE_SALES -> OnlineSaleDecoder::new;
        };
        return factory.apply(new Pseudonymiser(KEYS));
    }
}
