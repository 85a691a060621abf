package org.medsentry.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.gateway.TestingRecords;
import org.medsentry.schemas.codec.RecordDecoder;

/** A body comes apart in the same way however it arrives. */
class RecordBodyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1 << 20})
    void linesAndElementsAreRecords(int chunk) throws IOException {
        assertThat(records(BodyForm.LINES, "{\"a\":1}\n\n  {\"b\":2} \r\n \t\n{\"c\":3}", chunk))
                .containsExactly("{\"a\":1}", "  {\"b\":2} \r", "{\"c\":3}");
        assertThat(records(BodyForm.JSON, " [ {\"a\":[1,{\"x\":\"]},\\\"\\\\\"}]} , 7,\"a,b\" ,{} ] \n", chunk))
                .containsExactly("{\"a\":[1,{\"x\":\"]},\\\"\\\\\"}]} ", "7", "\"a,b\" ", "{} ");
        assertThat(records(BodyForm.JSON, "\n{\"a\":1} ", chunk)).containsExactly("{\"a\":1} ");
        assertThat(records(BodyForm.JSON, "[]", chunk)).isEmpty();
        assertThat(records(BodyForm.JSON, "\uFEFF[1]", chunk)).containsExactly("1");
        assertThat(records(BodyForm.LINES, "\uFEFF1\n2\n", chunk)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 8_191, 1 << 20})
    void manyRecordsOfAllSizesComeOutAsTheyWere(int chunk) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> records = new ArrayList<>();
        for (int index = 0; index < 400; index++) {
            records.add("{\"n\":\"" + "é".repeat(random.nextInt(index % 50 == 0 ? 32_000 : 300)) + "\"}");
        }
        assertThat(records(BodyForm.LINES, String.join("\n", records), chunk)).isEqualTo(records);
        assertThat(records(BodyForm.JSON, "[" + String.join(",", records) + "]", chunk))
                .isEqualTo(records);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1 << 20})
    void ofWhatIsTooLongOnlyTheBeginningIsKept(int chunk) throws IOException {
        String huge = "\"" + "x".repeat(3 * RecordDecoder.MAX_BYTES) + "\"";
        String kept = huge.substring(0, RecordDecoder.MAX_BYTES + 1);
        String longest = "\"" + "x".repeat(RecordDecoder.MAX_BYTES - 2) + "\"";

        assertThat(records(BodyForm.LINES, "1\n" + huge + "\n" + longest + "\n3", chunk))
                .containsExactly("1", kept, longest, "3");
        assertThat(records(BodyForm.JSON, "[1," + huge + "," + longest + ",3]", chunk))
                .containsExactly("1", kept, longest, "3");
    }

    @Test
    void saysWhereABodyCannotBeReadOn() throws IOException {
        assertUnreadable(BodyForm.JSON, "", 0);
        assertUnreadable(BodyForm.LINES, " \n", 0);
        assertUnreadable(BodyForm.JSON, "nothing", 0);
        assertUnreadable(BodyForm.JSON, "\uFFFF{}", 0);
        assertUnreadable(BodyForm.JSON, "[{\"a\":1},{\"b\":2}", 1);
        assertUnreadable(BodyForm.JSON, "[{\"a\":1},{\"b\":\"2]", 1);
        assertUnreadable(BodyForm.JSON, "[{\"a\":1}]{\"b\":2}", 1);
        assertUnreadable(BodyForm.JSON, "[[[[[[[", 0);
    }

    private static void assertUnreadable(BodyForm form, String text, int recordsBefore) throws IOException {
        RecordBody body = RecordBody.of(form, new ByteArrayInputStream(TestingRecords.bytes(text)));
        for (int count = 0; count < recordsBefore; count++) {
            assertThat(body.next()).isNotNull();
        }
        assertThatThrownBy(body::next).isInstanceOf(BodyException.class);
    }

    @Test
    void knowsTheFormsByTheirTypes() {
        assertThat(BodyForm.of("application/json")).contains(BodyForm.JSON);
        assertThat(BodyForm.of("Application/JSON; charset=\"UTF-8\"")).contains(BodyForm.JSON);
        assertThat(BodyForm.of("application/x-ndjson;charset=utf-8")).contains(BodyForm.LINES);
        assertThat(BodyForm.of("application/json; charset=utf-16")).isEmpty();
        assertThat(BodyForm.of("application/x-www-form-urlencoded")).isEmpty();
        assertThat(BodyForm.of(";")).isEmpty();
        assertThat(BodyForm.of("")).isEmpty();
        assertThat(BodyForm.of(null)).isEmpty();
    }

    private static List<String> records(BodyForm form, String text, int chunk) throws IOException {
        RecordBody body = RecordBody.of(form, new Chunked(TestingRecords.bytes(text), chunk));
        List<String> records = new ArrayList<>();
        for (byte[] record = body.next(); record != null; record = body.next()) {
            records.add(new String(record, StandardCharsets.UTF_8));
        }
        return records;
    }

    private static final class Chunked extends FilterInputStream {
        private final int most;

        Chunked(byte[] bytes, int most) {
            super((InputStream) new ByteArrayInputStream(bytes));
            this.most = most;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, most));
        }
    }
}
