package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsentry.gateway.body.BodyException;
import org.medsentry.gateway.body.BodyFeed;
import org.medsentry.gateway.body.BodyLimits;
import org.medsentry.gateway.body.GuardedBody;
import org.medsentry.gateway.reception.Account;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.Reception;
import org.medsentry.gateway.reception.RecordResult;
import org.medsentry.gateway.reception.RecordStatus;
import org.medsentry.gateway.reception.Submission;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordDecoder;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;

/** Ten thousand spoilt bodies: every one gets an answer, and what would be in Kafka is what was answered as accepted. */
class HostileBodiesTest {
    private static final int BODIES = 10_000;

    private final TestingOutbox outbox = new TestingOutbox();
    private final Reception reception = new Reception(TestingRecords.keys(), InstantSource.system());
    private final Map<Stream, RecordDecoder<?>> decoders = new EnumMap<>(Stream.class);
    private final Map<RecordStatus, Integer> statuses = new EnumMap<>(RecordStatus.class);

    @Test
    void nothingIsAcceptedByMistake() throws Exception {
        Pseudonymiser pseudonymiser = new Pseudonymiser(TestingRecords.keys());
        decoders.put(Stream.PURCHASE_REGISTRATIONS, new PurchaseRegistrationDecoder(pseudonymiser));
        decoders.put(Stream.ADVERSE_REACTIONS, new AdverseReactionDecoder(pseudonymiser));
        decoders.put(Stream.ONLINE_SALES, new OnlineSaleDecoder(pseudonymiser));
        BodyMutations mutations = new BodyMutations(20_250_301);
        int unreadable = 0;
        for (int count = 0; count < BODIES; count++) {
            Stream stream = Stream.values()[count % 3];
            BodyMutations.Body body = mutations.next(stream);
            unreadable += answered(stream, body) ? 0 : 1;
        }
        assertThat(unreadable).isBetween(BODIES / 50, BODIES / 2);
        assertThat(statuses.get(RecordStatus.ACCEPTED)).isGreaterThan(BODIES / 10);
        assertThat(statuses.get(RecordStatus.DUPLICATE)).isPositive();
        assertThat(statuses.get(RecordStatus.REJECTED)).isGreaterThan(BODIES / 2);
        assertThat(statuses).doesNotContainKey(RecordStatus.UNAVAILABLE);
    }

    /** Whether a record could be told apart. */
    private boolean answered(Stream stream, BodyMutations.Body body) throws Exception {
        outbox.clear();
        Submission submission = new Submission(
                stream, TestingRecords.SOURCE, InstantSource.system().instant(), reception, outbox, Account.NONE);
        boolean readable = true;
        try (InputStream plain = GuardedBody.open(
                new ByteArrayInputStream(body.bytes()), body.gzip(), BodyLimits.DEFAULT, bytes -> {})) {
            BodyFeed.feed(body.form(), plain, submission, 1_000, records -> {});
        } catch (BodyException unreadable) {
            assertNothingPersonal(unreadable.getMessage());
            readable = false;
        }
        Receipt receipt = submission.finish(Duration.ofSeconds(5));
        assertThat(receipt.results().isEmpty()).isEqualTo(!readable && !isEmptyArray(body));
        assertConsistent(stream, receipt);
        return readable;
    }

    private static boolean isEmptyArray(BodyMutations.Body body) {
        return body.bytes().length < 5
                && new String(body.bytes(), StandardCharsets.UTF_8).strip().equals("[]");
    }

    private void assertConsistent(Stream stream, Receipt receipt) throws Exception {
        List<String> accepted = receipt.results().stream()
                .filter(result -> result.status() == RecordStatus.ACCEPTED)
                .map(RecordResult::eventId)
                .toList();
        assertThat(outbox.eventIds()).isEqualTo(accepted);
        for (TestingOutbox.Sent sent : outbox.sent()) {
            assertNothingPersonal(sent.value());
            assertNothingPersonal(sent.key());
            StreamRecord record = decoders.get(stream)
                    .decode(
                            TestingRecords.bytes(sent.value()),
                            InstantSource.system().instant());
            assertThat(record.source()).isEqualTo(TestingRecords.SOURCE);
        }
        for (RecordResult result : receipt.results()) {
            statuses.merge(result.status(), 1, Integer::sum);
            if (result.message() != null) {
                assertNothingPersonal(result.message());
                assertNothingPersonal(result.pointer());
            }
        }
    }

    private static void assertNothingPersonal(String text) {
        assertThat(text).doesNotContain(TestingRecords.ID_NUMBER, TestingRecords.PHONE, TestingRecords.NAME);
    }
}
