package org.medsentry.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.GatewayAccount;
import org.medsentry.schemas.document.LateRecord;

class LedgerTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final Instant NOON = Instant.parse("2026-03-10T04:00:00Z");

    private final Ledger ledger = new Ledger(SHANGHAI);

    @Test
    void theNewestAccountOfEachInstanceAddsUp() {
        ledger.add(account("one", 5));
        ledger.add(account("two", 7));
        ledger.add(account("one", 6));

        DayLedger.Totals totals = ledger.of(DAY, "a").totals().get(0);
        assertThat(totals.stream()).isEqualTo("purchase-registrations");
        assertThat(totals.accepted()).isEqualTo(13);
        assertThat(totals.rejectedByReason()).isEqualTo(Map.of("CONSTRAINT", 2L, "TOO_LARGE", 4L));
        assertThat(totals.rejected()).isEqualTo(6);
        assertThat(ledger.of(DAY, "b").totals())
                .allSatisfy(none -> assertThat(none.accepted()).isZero());
        assertThat(ledger.of(DAY.plusDays(1), "a").totals().get(0).accepted()).isZero();
    }

    private static GatewayAccount account(String instance, int accepted) {
        return new GatewayAccount(
                "a",
                "2026-03-10",
                instance,
                NOON,
                List.of(new GatewayAccount.StreamAccount(
                        "purchase-registrations",
                        accepted,
                        0,
                        0,
                        List.of(
                                new GatewayAccount.Rejected("CONSTRAINT", 1),
                                new GatewayAccount.Rejected("TOO_LARGE", 2)))));
    }

    @Test
    void aRecordThatSeveralRulesMissedIsLateOnce() {
        ledger.add(late("e1", "rule-b"), NOON);
        ledger.add(late("e1", "rule-a"), NOON.plusSeconds(1));
        ledger.add(late("e2", "rule-a"), NOON.plusSeconds(2));

        assertThat(ledger.of(DAY, "a").totals().get(0).late()).isEqualTo(2);
        assertThat(ledger.of(DAY, "a").findings(null, 10))
                .extracting(Finding::eventId, Finding::missed)
                .containsExactly(tuple("e1", List.of("rule-a", "rule-b")), tuple("e2", List.of("rule-a")));
    }

    private static LateRecord late(String eventId, String missed) {
        return new LateRecord(
                "purchase-registrations", "a", eventId, 1, NOON.minusSeconds(999), NOON, 999, List.of(missed), null);
    }

    @Test
    void deadLettersOfNobodyAreToldToNobody() {
        ledger.add(deadLetter("1", "a"));
        ledger.add(deadLetter("2", null));
        ledger.add(deadLetter("1", "a"));

        assertThat(ledger.of(DAY, "a").totals().get(0).deadLetters()).isEqualTo(1);
        assertThat(ledger.of(DAY, "a").findings(null, 10)).singleElement().satisfies(finding -> {
            assertThat(finding.pointer()).isEqualTo("/quantity");
            assertThat(finding.reason()).isEqualTo("CONSTRAINT");
        });
    }

    private static DeadLetter deadLetter(String id, String source) {
        return new DeadLetter(
                id,
                "purchase-registrations",
                source,
                DeadLetterReason.CONSTRAINT,
                "/quantity",
                "/quantity must be at least 1",
                NOON,
                "purchase-registrations",
                0,
                1,
                "{}",
                "k1",
                "");
    }

    @Test
    void findingsAreToldPageByPage() {
        for (int i = 0; i < 25; i++) {
            ledger.add(late("e" + i, "r"), NOON.plusSeconds(i / 5));
        }
        List<String> seen = new ArrayList<>();
        DayLedger.Place after = null;
        for (int page = 0; page < 3; page++) {
            List<Finding> findings = ledger.of(DAY, "a").findings(after, 10);
            findings.forEach(finding -> seen.add(finding.eventId()));
            after = DayLedger.Place.parse(
                    DayLedger.Place.of(findings.get(findings.size() - 1)).toString());
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(ledger.of(DAY, "a").findings(after, 10)).isEmpty();
        assertThatThrownBy(() -> DayLedger.Place.parse("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DayLedger.Place.parse("x.y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsHoldAllWhereTheListCannot() {
        for (int i = 0; i < DayLedger.MOST_FINDINGS + 5; i++) {
            ledger.add(late("e" + i, "r"), NOON);
        }
        DayLedger day = ledger.of(DAY, "a");

        assertThat(day.totals().get(0).late()).isEqualTo(DayLedger.MOST_FINDINGS + 5);
        assertThat(day.isForgetful()).isTrue();
        assertThat(day.findings(null, Integer.MAX_VALUE)).hasSize(DayLedger.MOST_FINDINGS);
    }

    @Test
    void oldDaysAreForgotten() {
        ledger.add(account("one", 5));
        ledger.add(late("e", "r"), NOON.plus(Duration.ofDays(Ledger.DAYS + 1)));

        assertThat(ledger.of(DAY, "a").totals().get(0).accepted()).isZero();
    }

    @Test
    void anAnswerSaysWhereItGoesOn() {
        ledger.add(late("e1", "r"), NOON);
        ledger.add(late("e2", "r"), NOON.plusSeconds(1));

        String first = new String(
                ReconciliationAnswer.of("a", DAY, SHANGHAI, true, ledger.of(DAY, "a"), null, 1),
                StandardCharsets.UTF_8);
        String all = new String(
                ReconciliationAnswer.of("a", DAY, SHANGHAI, true, ledger.of(DAY, "a"), null, 2),
                StandardCharsets.UTF_8);

        assertThat(first).contains("\"next\":\"" + NOON.toEpochMilli() + ".").contains("2026-03-10T12:00:00+08:00");
        assertThat(all).doesNotContain("\"next\"").contains("\"eventId\":\"e2\"");
    }
}
