package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.TestingDocuments;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.ReferenceRow;

class DocumentsTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");

    @Test
    void writesAnAlertFieldByField() {
        assertThat(Documents.toJsonText(TestingDocuments.alert()))
                .startsWith("{\"alertId\":\"5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11\",\"revision\":2,"
                        + "\"ruleId\":\"purchase-recalled-lot\",\"ruleVersion\":3,"
                        + "\"title\":{\"zh\":\"布洛芬\",\"en\":\"ibuprofen\"},\"level\":\"II\",\"levelRank\":2,"
                        + "\"status\":\"NEW\",\"key\":{\"type\":\"product+lot\",\"value\":\"86900001000012|L1\"},")
                .contains("\"firstEventAt\":\"2026-03-01T09:30:00.125+08:00\",");
    }

    @Test
    void readsWhatItWrote() {
        assertRoundTrip(TestingDocuments.signal(), Signal.class);
        assertRoundTrip(TestingDocuments.alert(), Alert.class);
        assertRoundTrip(TestingDocuments.deadLetter(), DeadLetter.class);
        assertRoundTrip(TestingDocuments.lateRecord(), LateRecord.class);
        assertRoundTrip(TestingDocuments.sighting(), Sighting.class);
        assertRoundTrip(TestingDocuments.rulePublication(), RulePublication.class);
    }

    private static <T> void assertRoundTrip(T document, Class<T> type) {
        byte[] json = Documents.toJson(document);
        assertThat(Documents.fromJson(json, type)).isEqualTo(document);
        assertThat(Documents.toJson(Documents.fromJson(json, type))).isEqualTo(json);
        assertThat(Documents.toJsonText(document)).isEqualTo(new String(json, StandardCharsets.UTF_8));
    }

    @Test
    void leavesNullsOutAndReadsMissingListsAsEmpty() {
        RulePublication publication = new RulePublication("r", 1, null, null, null, null);
        assertThat(Documents.toJsonText(publication)).isEqualTo("{\"ruleId\":\"r\",\"version\":1}");

        Signal signal =
                Documents.fromJson("{\"signalId\":\"s\",\"unknown\":1}".getBytes(StandardCharsets.UTF_8), Signal.class);
        assertThat(signal.evidence()).isEmpty();
        assertThat(signal.modifiers()).isEmpty();
        assertThat(signal.window()).isNull();
    }

    @Test
    void theZoneIsConfigurable() {
        String json = Documents.withZone(ZoneOffset.UTC).toJsonText(TestingDocuments.lateRecord());
        assertThat(json).contains("\"streamTime\":\"2026-03-01T01:30:00.125Z\"");
        assertThat(Documents.fromJson(json.getBytes(StandardCharsets.UTF_8), LateRecord.class))
                .isEqualTo(TestingDocuments.lateRecord());
    }

    @Test
    void aRecallHasAClass() {
        Recall recall = new Recall(
                "R", "86900001000012", List.of(), 1, Instant.parse("2026-03-01T00:00:00Z"), RecallStatus.ACTIVE);
        assertThat(Documents.toJsonText(recall))
                .isEqualTo("{\"recallId\":\"R\",\"productCode\":\"86900001000012\",\"lotNumbers\":[],\"class\":1,"
                        + "\"effectiveAt\":\"2026-03-01T08:00:00+08:00\",\"status\":\"ACTIVE\"}");
        assertRoundTrip(recall, Recall.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTS", "LICENCES", "RECALLS", "REGIONS", "UNITS"})
    void rowsSurviveWritingAndDecoding(Topic topic) throws RecordException {
        for (ReferenceRow row : DefaultCatalogue.rows(topic)) {
            assertThat(ReferenceDecoder.decode(topic, Documents.toJson(row))).isEqualTo(row);
        }
    }

    @Test
    void recordsAreWrittenWithoutPersonalData() throws RecordException {
        Pseudonymiser pseudonymiser = new Pseudonymiser(TestingKeys.of("k1"));
        PurchaseRegistration purchase =
                decoded(Stream.PURCHASE_REGISTRATIONS, new PurchaseRegistrationDecoder(pseudonymiser));
        AdverseReaction reaction = decoded(Stream.ADVERSE_REACTIONS, new AdverseReactionDecoder(pseudonymiser));
        OnlineSale sale = decoded(Stream.ONLINE_SALES, new OnlineSaleDecoder(pseudonymiser));

        assertRoundTrip(purchase, PurchaseRegistration.class);
        assertRoundTrip(reaction, AdverseReaction.class);
        assertRoundTrip(sale, OnlineSale.class);
        assertThat(Documents.toJsonText(purchase))
                .contains("\"buyer\":{\"token\":\"k1:", "\"phoneToken\":\"k1:")
                .doesNotContain("idNumber", "张三", "13800138000");
    }

    private static <T extends StreamRecord> T decoded(Stream stream, RecordDecoder<T> decoder) throws RecordException {
        return decoder.decode(Corpus.good(stream).get(0).getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    @Test
    void whatIsNoDocumentIsRefusedWithoutQuotingIt() {
        for (String json : new String[] {
            "",
            "null",
            "[]",
            "{\"level\":\"secret\"}",
            "{\"evidence\":[{\"occurredAt\":\"secret\"}]}",
            "{\"revision\":\"secret\"}",
            "{\"alertId\":\"a\"} secret",
            "{\"secret"
        }) {
            assertThatThrownBy(() -> Documents.fromJson(json.getBytes(StandardCharsets.UTF_8), Alert.class))
                    .as(json)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Alert")
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }
}
