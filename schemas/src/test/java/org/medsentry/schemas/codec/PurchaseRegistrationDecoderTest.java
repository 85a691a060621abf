package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Sex;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;

class PurchaseRegistrationDecoderTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");

    private final Pseudonymiser pseudonymiser = new Pseudonymiser(TestingKeys.of("k1"));
    private final PurchaseRegistrationDecoder decoder = new PurchaseRegistrationDecoder(pseudonymiser);

    @Test
    void readsEveryField() throws RecordException {
        String json = """
                {"eventId": "e-1", "source": "chain-a", "occurredAt": "2026-03-01T09:30:00.125+08:00", "receiptId": "r-1",
                 "pharmacyId": "p-1", "regionCode": "500111",
                 "buyer": {"idNumber": "11010519491231002x", "phone": "+86 138-0013-8000", "name": "张三", "birthYear": 1949,
                           "sex": "F", "residenceRegionCode": "500111001", "temperatureC": 37.3,
                           "symptoms": ["FEVER", "COUGH"], "email": "unknown fields are dropped"},
                 "productCode": "86900001000012", "productName": "布洛芬缓释胶囊", "approvalNumber": "国药准字H20013013",
                 "lotNumber": "L1", "traceCode": "81000000000000000001", "quantity": 2.0, "unitPrice": 12.5,
                 "prescriptionId": "rx-1", "pharmacistId": "ph-1", "channel": "COUNTER", "extra": [{"deep": [null]}]}
                """;

        PurchaseRegistration registration = decoder.decode(json.getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(registration)
                .isEqualTo(new PurchaseRegistration(
                        "e-1",
                        "chain-a",
                        Instant.parse("2026-03-01T01:30:00.125Z"),
                        "r-1",
                        "p-1",
                        "500111",
                        new Buyer(
                                pseudonymiser.person("11010519491231002X"),
                                pseudonymiser.phone("13800138000"),
                                1949,
                                Sex.F,
                                "500111001",
                                37.3,
                                List.of(Symptom.FEVER, Symptom.COUGH)),
                        "86900001000012",
                        "布洛芬缓释胶囊",
                        "国药准字H20013013",
                        "L1",
                        "81000000000000000001",
                        2,
                        12.5,
                        "rx-1",
                        "ph-1",
                        Channel.COUNTER));
    }

    @Test
    void readsTheFieldsInAnyOrder() throws RecordException {
        String inOrder = """
                {"eventId":"e-1","source":"chain-a","occurredAt":"2026-03-01T01:30:00Z","pharmacyId":"p-1",\
                "regionCode":"500111","buyer":{"token":"t-1","phone":"13800138000","sex":"F"},\
                "productCode":"86900001000012","quantity":1,"channel":"DELIVERY"}""";
        String backwards = """
                {"channel":"DELIVERY","quantity":1,"eventIds":"no such field","productCode" : "86900001000012",\
                "buyer":{"sex":"F", "phone":"13800138000","token":"t-1"},"regionCode":"500111",\
                "pharmacyId":"p-1","\\u006fccurredAt":"2026-03-01T01:30:00Z","source":"chain-a",
                 "eventId" :"e-1"}""";

        assertThat(decoder.decode(backwards.getBytes(StandardCharsets.UTF_8), RECEIVED))
                .isEqualTo(decoder.decode(inOrder.getBytes(StandardCharsets.UTF_8), RECEIVED));
    }

    @Test
    void leavesOptionalFieldsNull() throws RecordException {
        String json = """
                {"eventId": "e-1", "source": "chain-a", "occurredAt": "2026-03-01T01:30:00Z", "receiptId": null,
                 "pharmacyId": "p-1", "regionCode": "500111", "buyer": {"token": "t-1", "idNumber": null},
                 "productCode": "86900001000012", "quantity": 1, "channel": "DELIVERY"}
                """;

        PurchaseRegistration registration = decoder.decode(json.getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(registration)
                .isEqualTo(new PurchaseRegistration(
                        "e-1",
                        "chain-a",
                        Instant.parse("2026-03-01T01:30:00Z"),
                        null,
                        "p-1",
                        "500111",
                        new Buyer(pseudonymiser.senderToken("chain-a", "t-1"), null, null, null, null, null, List.of()),
                        "86900001000012",
                        null,
                        null,
                        null,
                        null,
                        1,
                        null,
                        null,
                        null,
                        Channel.DELIVERY));
    }
}
