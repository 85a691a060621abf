package org.medsentry.gateway.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.gateway.TestingOutbox;
import org.medsentry.gateway.TestingRecords;
import org.medsentry.schemas.Stream;

/** What is answered is what happened. */
class SubmissionTest {
    private static final Instant NOW = Instant.parse("2025-03-01T02:00:00Z");

    private final TestingOutbox outbox = new TestingOutbox();
    private final List<String> book = new ArrayList<>();
    private final Reception reception = new Reception(TestingRecords.keys(), InstantSource.fixed(NOW));

    @ParameterizedTest
    @EnumSource
    void acceptsGoodRecordsWithoutPersonalData(Stream stream) throws Exception {
        Submission submission = submission(stream);
        submission.offer(TestingRecords.bytes(TestingRecords.record(stream, TestingRecords.SOURCE, "e1")));
        Receipt receipt = submission.finish(Duration.ofSeconds(5));

        assertThat(receipt.results())
                .containsExactly(new RecordResult(0, "e1", RecordStatus.ACCEPTED, null, null, null));
        assertThat(receipt.httpStatus()).isEqualTo(200);
        assertThat(outbox.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.stream()).isEqualTo(stream);
            assertThat(sent.key())
                    .isEqualTo(
                            switch (stream) {
                                case PURCHASE_REGISTRATIONS -> "PH-1";
                                case ADVERSE_REACTIONS -> "86988001000222";
                                case ONLINE_SALES -> "s-1";
                            });
            assertThat(sent.value())
                    .contains("sealed:k1:")
                    .doesNotContain(TestingRecords.ID_NUMBER, TestingRecords.PHONE, TestingRecords.NAME);
        });
        assertThat(book).containsExactly("accepted 1");
    }

    @Test
    void oneBadRecordCostsNoOther() throws Exception {
        Receipt receipt = answer(
                TestingRecords.purchase("e1"),
                "nonsense",
                TestingRecords.purchase("e2").replace("\"quantity\":2", "\"quantity\":\"two\""),
                TestingRecords.record(Stream.PURCHASE_REGISTRATIONS, "chain-b", "e3"),
                TestingRecords.purchase("e4").replace("2025-03-01", "2025-03-02"),
                "\"" + "x".repeat(70_000) + "\"",
                TestingRecords.purchase("e5"));

        assertThat(receipt.results())
                .extracting(RecordResult::status)
                .containsExactly(
                        RecordStatus.ACCEPTED,
                        RecordStatus.REJECTED,
                        RecordStatus.REJECTED,
                        RecordStatus.REJECTED,
                        RecordStatus.REJECTED,
                        RecordStatus.REJECTED,
                        RecordStatus.ACCEPTED);
        assertThat(receipt.results())
                .extracting(RecordResult::reason)
                .containsExactly(
                        null,
                        RefusalReason.MALFORMED_JSON,
                        RefusalReason.WRONG_TYPE,
                        RefusalReason.SOURCE_MISMATCH,
                        RefusalReason.TIME_OUT_OF_RANGE,
                        RefusalReason.TOO_LARGE,
                        null);
        assertThat(receipt.results())
                .extracting(RecordResult::pointer)
                .containsExactly(null, "", "/quantity", "/source", "/occurredAt", "", null);
        assertThat(receipt.results())
                .extracting(RecordResult::eventId)
                .containsExactly("e1", null, "e2", "e3", "e4", null, "e5");
        assertThat(receipt.httpStatus()).isEqualTo(207);
        assertThat(outbox.eventIds()).containsExactly("e1", "e5");
        assertThat(book)
                .containsExactly(
                        "accepted 2",
                        "TOO_LARGE 1",
                        "MALFORMED_JSON 1",
                        "WRONG_TYPE 1",
                        "TIME_OUT_OF_RANGE 1",
                        "SOURCE_MISMATCH 1");
    }

    @Test
    void aDuplicateOfARejectedRecordIsNone() throws Exception {
        Receipt receipt = answer(
                TestingRecords.purchase("e1").replace("COUNTER", "ROOF"),
                TestingRecords.purchase("e1"),
                TestingRecords.purchase("e1"));

        assertThat(receipt.results())
                .extracting(RecordResult::status)
                .containsExactly(RecordStatus.REJECTED, RecordStatus.ACCEPTED, RecordStatus.DUPLICATE);
        assertThat(outbox.eventIds()).containsExactly("e1");
    }

    @Test
    void versionsOfAReportAreNoDuplicates() throws Exception {
        Submission submission = submission(Stream.ADVERSE_REACTIONS);
        String report = TestingRecords.record(Stream.ADVERSE_REACTIONS, TestingRecords.SOURCE, "r1");
        submission.offer(TestingRecords.bytes(report));
        submission.offer(TestingRecords.bytes(report.replaceFirst("\\{", "{\"version\":2,")));
        submission.offer(TestingRecords.bytes(report.replaceFirst("\\{", "{\"version\":1,")));

        assertThat(submission.finish(Duration.ofSeconds(5)).results())
                .extracting(RecordResult::status)
                .containsExactly(RecordStatus.ACCEPTED, RecordStatus.ACCEPTED, RecordStatus.DUPLICATE);
    }

    @Test
    void whatKafkaDoesNotTakeIsToBeSentAgainAndSoAreItsDuplicates() throws Exception {
        outbox.acknowledge(sent -> !sent.eventId().equals("e2"));
        Receipt receipt = answer(
                TestingRecords.purchase("e1"),
                TestingRecords.purchase("e2"),
                TestingRecords.purchase("e2"),
                TestingRecords.purchase("e3"));

        assertThat(receipt.results())
                .extracting(RecordResult::status)
                .containsExactly(
                        RecordStatus.ACCEPTED,
                        RecordStatus.UNAVAILABLE,
                        RecordStatus.UNAVAILABLE,
                        RecordStatus.UNAVAILABLE);
        assertThat(receipt.httpStatus()).isEqualTo(207);
        assertThat(outbox.eventIds()).containsExactly("e1");
        assertThat(book).containsExactly("accepted 1", "unavailable 3");
    }

    @Test
    void waitsForKafkaNoLongerThanItMay() throws Exception {
        outbox.beSilent();
        Submission submission = submission(Stream.PURCHASE_REGISTRATIONS);
        submission.offer(TestingRecords.bytes(TestingRecords.purchase("e1")));
        Receipt receipt = submission.finish(Duration.ofMillis(50));

        assertThat(receipt.unavailable()).isEqualTo(1);
        assertThat(receipt.httpStatus()).isEqualTo(503);
    }

    private Receipt answer(String... records) throws InterruptedException {
        Submission submission = submission(Stream.PURCHASE_REGISTRATIONS);
        for (String record : records) {
            submission.offer(TestingRecords.bytes(record));
        }
        return submission.finish(Duration.ofSeconds(5));
    }

    private Submission submission(Stream stream) {
        return new Submission(stream, TestingRecords.SOURCE, NOW, reception, outbox, new Account() {
            @Override
            public void accepted(String source, Stream to, Instant at, int records) {
                book.add("accepted " + records);
            }

            @Override
            public void rejected(String source, Stream to, RefusalReason reason, Instant at, int records) {
                book.add(reason + " " + records);
            }

            @Override
            public void unavailable(String source, Stream to, Instant at, int records) {
                book.add("unavailable " + records);
            }
        });
    }
}
