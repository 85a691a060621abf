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
                EVIDENCE);
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
                List.of(new UnitReference("unit-1", TEXT, UnitRole.LEAD)),
                "5f0c6a0e-2b57-3c36-8f0a-0a4f5f6f7a12");
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
}
