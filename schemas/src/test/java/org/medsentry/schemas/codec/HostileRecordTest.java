package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;

/** Records that mean harm, or come from a sender in bad shape. */
class HostileRecordTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final String GOOD =
            Corpus.good(Stream.PURCHASE_REGISTRATIONS).get(0);

    private final PurchaseRegistrationDecoder decoder =
            new PurchaseRegistrationDecoder(new Pseudonymiser(TestingKeys.of("k1")));

    @Test
    void sizeIsLookedAtFirst() throws RecordException {
        byte[] largest = padded(RecordBytes.MAX_BYTES);
        assertThat(decoder.decode(largest, RECEIVED).eventId()).isEqualTo("P-2026-000001");

        RecordException refusal = refusal(padded(RecordBytes.MAX_BYTES + 1));
        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
        assertThat(refusal.pointer()).isEmpty();
        assertThat(refusal(new byte[1 << 20]).reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
    }

    private static byte[] padded(int length) {
        byte[] record = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(record, length);
        Arrays.fill(padded, record.length, length, (byte) ' ');
        return padded;
    }

    @Test
    void nothingIsNoRecord() {
        assertThat(refusal((byte[]) null).reason()).isEqualTo(DeadLetterReason.MALFORMED_JSON);
        assertThat(refusal(new byte[0]).reason()).isEqualTo(DeadLetterReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0 80", "C1 BF", "E0 80 80", "ED A0 80", "ED BF BF", "F0 80 80 80", "F4 90 80 80", "F5 80 80 80", "80",
                "BF", "C3", "E4 BD", "F0 9F 98", "FF", "FE", "00", "C3 28", "E2 28 A1"
            })
    void textThatIsNoUtf8IsRefusedWhereverItStands(String hexadecimal) {
        byte[] marker = GOOD.getBytes(StandardCharsets.UTF_8);
        String withPlace = new String(marker, StandardCharsets.UTF_8)
                .replace("R-77", "R-@")
                .replace("}", ",\"x\":\"@\"}");
        for (int place = 0; place < 2; place++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int found = 0;
            for (char character : withPlace.toCharArray()) {
                if (character == '@') {
                    if (found++ == place) {
                        for (String octet : hexadecimal.split(" ")) {
                            bytes.write(Integer.parseInt(octet, 16));
                        }
                    }
                } else {
                    bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
                }
            }
            assertThat(refusal(bytes.toByteArray()).reason()).isEqualTo(DeadLetterReason.MALFORMED_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "GB18030"})
    void otherEncodingsAreRefused(String charset) {
        assertThat(refusal(GOOD.getBytes(Charset.forName(charset))).reason())
                .isEqualTo(DeadLetterReason.MALFORMED_JSON);
    }

    @Test
    void aByteOrderMarkIsSkipped() throws RecordException {
        byte[] value = ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(value, RECEIVED).eventId()).isEqualTo("P-2026-000001");
    }

    @Test
    void unknownFieldsMayBeAsDeepAsTheyLike() throws RecordException {
        int depth = 30_000;
        String deep = GOOD.substring(0, GOOD.length() - 1) + ",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertThat(decoder.decode(deep.getBytes(StandardCharsets.UTF_8), RECEIVED)
                        .eventId())
                .isEqualTo("P-2026-000001");
        assertThat(refusal("[".repeat(60_000)).reason()).isEqualTo(DeadLetterReason.MALFORMED_JSON);
    }

    @Test
    void hugeNumbersCostNothingAndAreOutOfRange() {
        for (String number : new String[] {
            "9".repeat(60_000),
            "1e" + "9".repeat(1000),
            "1e-" + "9".repeat(1000),
            "0." + "0".repeat(60_000) + "1",
            "1." + "0".repeat(60_000),
            "1e2147483647",
            "1e-2147483647",
            "123456789e999999999999"
        }) {
            long start = System.nanoTime();
            for (String field : new String[] {"quantity", "unitPrice"}) {
                try {
                    decoder.decode(
                            GOOD.replaceAll("\"" + field + "\": [0-9.]+", "\"" + field + "\": " + number)
                                    .getBytes(StandardCharsets.UTF_8),
                            RECEIVED);
                } catch (RecordException refusal) {
                    assertThat(refusal.pointer()).isEqualTo("/" + field);
                }
            }
            assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
        }
    }

    @Test
    void aKnownFieldMustNotAppearTwiceAndAnUnknownOneMay() throws RecordException {
        assertRefused(GOOD.replaceFirst("\\{", "{\"quantity\":1,"), DeadLetterReason.CONSTRAINT, "/quantity");
        assertRefused(GOOD.replaceFirst("\\{", "{\"quantity\":null,"), DeadLetterReason.CONSTRAINT, "/quantity");
        assertRefused(
                GOOD.replace("\"sex\"", "\"sex\":\"F\",\"s\\u0065x\""), DeadLetterReason.CONSTRAINT, "/buyer/sex");
        String twiceUnknown = GOOD.replaceFirst("\\{", "{\"x\":1,\"x\":2,");
        assertThat(decoder.decode(twiceUnknown.getBytes(StandardCharsets.UTF_8), RECEIVED))
                .isNotNull();
    }

    @Test
    void beingNoJsonWeighsMoreThanABadField() {
        assertRefused(GOOD.replace("\"R-77\"", "5") + "}", DeadLetterReason.MALFORMED_JSON, "");
        assertRefused(GOOD.replace("\"R-77\"", "5").replaceFirst("}$", ""), DeadLetterReason.MALFORMED_JSON, "");
        assertRefused(GOOD.replace("\"R-77\"", "5"), DeadLetterReason.WRONG_TYPE, "/receiptId");
    }

    @Test
    void theDecoderGoesOnAfterABadRecord() throws RecordException {
        refusal("{\"buyer\":{\"symptoms\":[\"x\"");
        refusal("{\"eventId\":1}");
        assertThat(decoder.decode(GOOD.getBytes(StandardCharsets.UTF_8), RECEIVED))
                .isNotNull();
    }

    @Test
    void anExceptionIsCheapAndSaysWhere() {
        RecordException refusal = refusal(GOOD.replace("\"COUGH\"", "\"COFFEE\""));
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal.pointer()).isEqualTo("/buyer/symptoms/1");
        assertThat(refusal)
                .hasMessage("/buyer/symptoms/1 must be one of FEVER, COUGH, SORE_THROAT, DIARRHOEA, RASH, OTHER");
    }

    private void assertRefused(String record, DeadLetterReason reason, String pointer) {
        RecordException refusal = refusal(record);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.pointer()).isEqualTo(pointer);
    }

    private RecordException refusal(String record) {
        return refusal(record.getBytes(StandardCharsets.UTF_8));
    }

    private RecordException refusal(byte[] value) {
        return catchThrowableOfType(RecordException.class, () -> decoder.decode(value, RECEIVED));
    }
}
