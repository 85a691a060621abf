package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.UnitRole;

/** Documents in which no field is null and no list empty. */
public final class TestingDocuments {
    private static final Instant TIME = Instant.parse("2026-03-01T01:30:00.125Z");
    private static final LocalisedText TEXT = new LocalisedText("布洛芬", "ibuprofen");
    private static final SubjectKey KEY = new SubjectKey("product+lot", "86900001000012|L1");
    private static final Subject SUBJECT = new Subject(
            "86900001000012",
            "布洛芬缓释胶囊",
            "L1",
            "ANTIPYRETIC",
            "NONE",
            "seller-1",
            "licence-1",
            "platform-1",
            "pharmacy-1",
            "reporter-1",
            "recall-1",
            "10037660",
            "Pyrexia");
    private static final RegionReference REGION =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));
    private static final List<Evidence> EVIDENCE = List.of(new Evidence(
            Stream.PURCHASE_REGISTRATIONS.id(),
            "chain-a",
            "e-1",
            TIME,
            "receipt-1",
            "pharmacy-1",
            "reporter-1",
            "platform-1",
            "seller-1"));

    private static final List<SeriesPoint> SERIES =
            List.of(new SeriesPoint(TIME.minusSeconds(86_400), 1.0, null, null), new SeriesPoint(TIME, 3.0, 1.5, 2.0));

    private static final UnitReference UNIT = new UnitReference("unit-1", TEXT, UnitRole.LEAD);

    private TestingDocuments() {}

    public static Signal signal() {
        return new Signal(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a10",
                "purchase-recalled-lot",
                3,
                Stream.PURCHASE_REGISTRATIONS.id(),
                Level.II,
                List.of("adr-high-risk-product"),
                ResponsibilityTopic.PURCHASE,
                KEY,
                SUBJECT,
                REGION,
                TIME,
                TIME,
                TIME,
                3.0,
                1.5,
                2.0,
                0.25,
                "P7D",
                TEXT,
                TEXT,
                true,
                false,
                "productCode=86900001000012",
                List.of("adr-lot-cluster"),
                EVIDENCE,
                SERIES);
    }

    public static Alert alert() {
        return new Alert(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11",
                2,
                "purchase-recalled-lot",
                3,
                TEXT,
                Level.II,
                Level.II.rank(),
                AlertStatus.NEW,
                KEY,
                SUBJECT,
                REGION,
                List.of(Stream.PURCHASE_REGISTRATIONS.id()),
                List.of("adr-high-risk-product"),
                TIME,
                TIME,
                TIME,
                TIME,
                TIME,
                3.0,
                1.5,
                2.0,
                0.25,
                "P7D",
                TEXT,
                EVIDENCE,
                1,
                1,
                List.of(UNIT),
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a12",
                "productCode=86900001000012",
                true,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a14",
                TIME,
                "analyst-1",
                TIME,
                TIME,
                List.of(new ActionEntry(
                        "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a15",
                        ActionType.LOWER,
                        "officer-1",
                        ActorRole.DUTY_OFFICER,
                        TIME,
                        "one lot only",
                        "see the report",
                        "analyst-1",
                        Level.III)),
                List.of(new Escalation(TIME, TIME, Level.II, List.of(UNIT))),
                List.of(delivery()));
    }

    public static Delivery delivery() {
        return new Delivery(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a16",
                1,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11",
                "unit-1",
                "webhook:county",
                DeliveryState.RETRYING,
                2,
                TIME,
                TIME.plusSeconds(30),
                "503");
    }

    public static AlertAction alertAction() {
        return new AlertAction(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a15",
                ActionType.SILENCE,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11",
                "purchase-recalled-lot",
                "869*",
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a17",
                TIME,
                Level.IV,
                "analyst-1",
                "known",
                "see the report",
                delivery(),
                "officer-1",
                ActorRole.DUTY_OFFICER,
                TIME);
    }

    public static ActionResult actionResult() {
        return new ActionResult(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a15",
                ActionType.LOWER,
                ActionStatus.REJECTED,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11",
                3,
                TEXT,
                "officer-1",
                ActorRole.DUTY_OFFICER,
                TIME);
    }

    public static Trigger trigger() {
        return new Trigger(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a16",
                0,
                false,
                TriggerCause.CLIMBED,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a11",
                2,
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a12",
                "productCode=86900001000012",
                "purchase-recalled-lot",
                Level.II,
                Level.III,
                TEXT,
                TEXT,
                KEY,
                SUBJECT,
                REGION,
                List.of(new TriggerUnit("unit-1", TEXT, UnitRole.LEAD, List.of("webhook:county"))),
                List.of(UNIT),
                TIME,
                TIME,
                TIME,
                3,
                TIME);
    }

    public static DeadLetter deadLetter() {
        return new DeadLetter(
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a13",
                Stream.PURCHASE_REGISTRATIONS.id(),
                "chain-a",
                DeadLetterReason.CONSTRAINT,
                "/quantity",
                "/quantity must be a whole number from 1 to 10000",
                TIME,
                "purchase-registrations",
                3,
                42,
                "{\"quantity\": 9}",
                "2026a",
                "AAAA");
    }

    public static LateRecord lateRecord() {
        return new LateRecord(
                Stream.ADVERSE_REACTIONS.id(),
                "hospital-a",
                "r-1",
                2,
                TIME,
                TIME.plusSeconds(600),
                600,
                List.of("adr-surge"),
                "{\"eventId\":\"r-1\"}");
    }

    public static Sighting sighting() {
        return new Sighting(
                "81234567890123456789",
                "86900001000012",
                "L1",
                Stream.PURCHASE_REGISTRATIONS.id(),
                "chain-a",
                "e-1",
                TIME,
                "pharmacy-1",
                "platform-1",
                "seller-1",
                "500111",
                "receipt-1");
    }

    public static RulePublication rulePublication() {
        return new RulePublication("adr-death", 4, RuleState.SHADOW, "id: adr-death\n", TIME, "analyst");
    }

    public static GatewayAccount gatewayAccount() {
        return new GatewayAccount(
                "network-1",
                "2026-03-10",
                "gateway-1",
                Instant.parse("2026-03-10T03:00:00Z"),
                List.of(new GatewayAccount.StreamAccount(
                        Stream.PURCHASE_REGISTRATIONS.id(),
                        12,
                        1,
                        0,
                        List.of(new GatewayAccount.Rejected("CONSTRAINT", 3)))));
    }
}
