package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.MaskedPreview;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.schemas.privacy.TestingKeys;
import tools.jackson.databind.JsonNode;

class DeadLettersTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final SecretKeys KEYS = TestingKeys.of("k1");
    private static final RecordException FAILURE =
            new RecordException(DeadLetterReason.CONSTRAINT, "/quantity", "/quantity must be a whole number");

    /** What is in the corpus about people: numbers, phones, names, tokens, and parts of them. */
    private static final List<String> PERSONAL = List.of(
            "50022519900307",
            "110105194912310",
            "51070319551231",
            "36010219881111",
            "13800138000",
            "138001",
            "0013 9000",
            "张三",
            "李四",
            "G12345678",
            "１１０１０５");

    private final PayloadCipher cipher = new PayloadCipher(KEYS);
    private final DeadLetters deadLetters = new DeadLetters(cipher);

    @Test
    void keepsEverythingThatReplayNeeds() {
        byte[] value = "{\"source\":\"chain-a\",\"quantity\":0}".getBytes(StandardCharsets.UTF_8);

        DeadLetter letter =
                deadLetters.create("purchase-registrations", FAILURE, value, RECEIVED, "purchase-registrations", 3, 42);

        assertThat(letter.stream()).isEqualTo("purchase-registrations");
        assertThat(letter.source()).isEqualTo("chain-a");
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.CONSTRAINT);
        assertThat(letter.pointer()).isEqualTo("/quantity");
        assertThat(letter.message()).isEqualTo("/quantity must be a whole number");
        assertThat(letter.receivedAt()).isEqualTo(RECEIVED);
        assertThat(letter.topic()).isEqualTo("purchase-registrations");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(42);
        assertThat(letter.preview()).isEqualTo("{\"source\":\"xxxxx-x\",\"quantity\":9}");
        assertThat(letter.payloadKeyId()).isEqualTo("k1");
        assertThat(cipher.decrypt(letter.payloadKeyId(), letter.payload())).isEqualTo(value);
    }

    @Test
    void theIdComesFromThePlaceAlone() {
        String id = letter("{}", 1, 2).deadLetterId();
        assertThat(letter("[]", 1, 2).deadLetterId()).isEqualTo(id);
        assertThat(letter("{}", 1, 3).deadLetterId()).isNotEqualTo(id);
        assertThat(letter("{}", 2, 2).deadLetterId()).isNotEqualTo(id);
        assertThat(letter("{}", 12, 3).deadLetterId())
                .isNotEqualTo(letter("{}", 1, 23).deadLetterId());
    }

    @Test
    void aTombstoneHasNoBytes() {
        DeadLetter letter = deadLetters.create("reference", FAILURE, null, RECEIVED, "products", 0, 0);
        assertThat(cipher.decrypt("k1", letter.payload())).isEmpty();
        assertThat(letter.preview()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "{\"source\":\"cq-chain_07.b\"}; cq-chain_07.b",
                "{\"a\":{\"source\":\"x\"},\"source\":\"y\",\"b\":; y",
                "{\"a\":{\"source\":\"x\"}}; -",
                "{\"source\":5}; -",
                "{\"source\":\"\"}; -",
                "{\"source\":null}; -",
                "{\"source\":\"张三\"}; -",
                "{\"source\":\"13800138000\"}; -",
                "{\"source\":\"138-0013-8000\"}; -",
                "{\"source\":\"11010519491231002X\"}; -",
                "{\"source\":\"n-1234567\"}; -",
                "{\"source\":\"n-500111\"}; n-500111",
                "{\"source\":\"a b\"}; -",
                "{source:\"x\"}; -",
                "[{\"source\":\"x\"}]; -",
                "~~; -"
            })
    void theSourceIsReadOnlyWhereItCannotBeAPerson(String record, String source) {
        assertThat(letter(record, 0, 0).source()).isEqualTo(source);
    }

    @ParameterizedTest
    @EnumSource
    void noDeadLetterHoldsPersonalData(Stream stream) {
        RecordDecoder<?> decoder = decoder(stream);
        SplittableRandom random = new SplittableRandom(7);
        int letters = 0;
        for (Corpus.BadRecord bad : Corpus.bad(stream)) {
            letters += assertNothingPersonal(decoder, stream, bad.json().getBytes(StandardCharsets.UTF_8));
        }
        for (String good : Corpus.good(stream)) {
            byte[] value = good.getBytes(StandardCharsets.UTF_8);
            for (int count = 0; count < 50; count++) {
                letters += assertNothingPersonal(decoder, stream, Arrays.copyOf(value, random.nextInt(value.length)));
                byte[] spoilt = value.clone();
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
                letters += assertNothingPersonal(decoder, stream, spoilt);
            }
        }
        assertThat(letters).isGreaterThan(800);
    }

    private int assertNothingPersonal(RecordDecoder<?> decoder, Stream stream, byte[] value) {
        try {
            String written = Documents.toJsonText(decoder.decode(value, RECEIVED));
            assertThat(written).doesNotContain(PERSONAL);
            return 0;
        } catch (RecordException failure) {
            DeadLetter letter = deadLetters.create(stream.id(), failure, value, RECEIVED, stream.id(), 0, 0);
            String written = Documents.toJsonText(letter).replace(letter.payload(), "");
            assertThat(written).doesNotContain(PERSONAL);
            assertThat(failure.toString()).doesNotContain(PERSONAL);
            assertThat(letter.preview()).hasSizeLessThanOrEqualTo(MaskedPreview.MAX_LENGTH);
            return 1;
        }
    }

    /** The preview is of use only if it knows the names of every field that somebody may send. */
    @ParameterizedTest
    @EnumSource
    void thePreviewKnowsEveryNameOfWhatIsSent(Topic topic) {
        if (topic.kind() == Topic.Kind.OUTPUT) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        collectNames(SchemaVerdict.schema(topic).getSchemaNode(), names);
        assertThat(names).isNotEmpty();
        for (String name : names) {
            String field = "\"" + name + "\":";
            assertThat(MaskedPreview.of(field.getBytes(StandardCharsets.UTF_8))).isEqualTo(field);
        }
    }

    private static void collectNames(JsonNode schema, TreeSet<String> names) {
        schema.path("properties").properties().forEach(field -> {
            names.add(field.getKey());
            collectNames(field.getValue(), names);
            collectNames(field.getValue().path("items"), names);
        });
    }

    private DeadLetter letter(String record, int partition, long offset) {
        byte[] value = record.getBytes(StandardCharsets.UTF_8);
        return deadLetters.create("online-sales", FAILURE, value, RECEIVED, "online-sales", partition, offset);
    }

    private static RecordDecoder<?> decoder(Stream stream) {
        Pseudonymiser pseudonymiser = new Pseudonymiser(KEYS);
        return switch (stream) {
            case PURCHASE_REGISTRATIONS -> new PurchaseRegistrationDecoder(pseudonymiser);
            case ADVERSE_REACTIONS -> new AdverseReactionDecoder(pseudonymiser);
            case ONLINE_SALES -> new OnlineSaleDecoder(pseudonymiser);
        };
    }
}
