package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medsentry.local.backtest.TestingFiles.EPHEDRINE;
import static org.medsentry.local.backtest.TestingFiles.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.rules.DefaultRules;

class ComparisonTest {

    private static final Instant RECEIVED = Instant.parse("2025-06-01T00:00:00Z");
    private static final Instant FIRST_SALE = Instant.parse("2025-03-01T02:00:00Z");
    private static final String LIMIT =
            DefaultRules.files().get("purchase-ephedrine-limit.yaml").replaceAll("(?s)examples:.*", "");

    @TempDir
    private Path directory;

    private Path out;
    private Path strict;
    private Path lax;

    /** The strict rule minds 3 packages and more, the lax one 5 and more, and 9 are graver to it. */
    @BeforeEach
    void writeRules() throws Exception {
        out = directory.resolve("out");
        strict = directory.resolve("strict");
        lax = directory.resolve("lax");
        TestingFiles.write(strict.resolve("limit.yaml"), LIMIT);
        TestingFiles.write(
                lax.resolve("limit.yaml"),
                LIMIT.replace("version: 1", "version: 2")
                        .replace("{packages: 2}", "{packages: 4}")
                        .replace("level: III", "level: III\nlevels: [{level: I, when: event.quantity >= 9}]"));
    }

    private static ObjectNode sale(String eventId, String buyer, int packages) {
        ObjectNode purchase = purchase(eventId).put("productCode", EPHEDRINE).put("quantity", packages);
        ((ObjectNode) purchase.get("buyer")).put("token", buyer);
        return purchase;
    }

    private Path events() throws Exception {
        Path events = directory.resolve("events");
        TestingFiles.writeReference(events);
        TestingFiles.write(
                events.resolve("purchase-registrations.jsonl"),
                List.of(
                        sale("e1", "only-a", 3),
                        sale("e2", "same", 6),
                        sale("e3", "higher", 9),
                        sale("e4", "evidence", 3),
                        sale("e5", "evidence", 7),
                        sale("e6", "nobody-minds", 1)));
        return events;
    }

    @Test
    void saysWhatOneRaisesAndTheOtherDoesNot() throws Exception {
        ComparisonSummary summary = compare(events(), strict, lax);

        RuleComparison rule = summary.byRule().get(0);
        assertThat(rule).isEqualTo(new RuleComparison("purchase-ephedrine-limit", 1, 2, true, 1, 0, 3, 1, 0, 1, 5, 3));
        assertThat(summary.total().onlyA()).isEqualTo(1);
        Map<String, JsonNode> rows = TestingFiles.read(out, "compare.jsonl").stream()
                .collect(Collectors.toMap(row -> row.path("difference").asText(), Function.identity()));
        assertThat(rows).containsOnlyKeys("ONLY_A", "HIGHER_IN_B", "EVIDENCE");

        JsonNode onlyA = rows.get("ONLY_A");
        assertThat(onlyA.path("evidenceOnlyA")).hasSize(1);
        assertThat(onlyA.at("/evidenceOnlyA/0/eventId").asText()).isEqualTo("e1");
        assertThat(onlyA.at("/a/level").asText()).isEqualTo("III");
        assertThat(onlyA.has("b")).isFalse();

        JsonNode higher = rows.get("HIGHER_IN_B");
        assertThat(higher.at("/a/level").asText()).isEqualTo("III");
        assertThat(higher.at("/b/level").asText()).isEqualTo("I");
        assertThat(higher.at("/b/ruleVersion").asInt()).isEqualTo(2);

        JsonNode evidence = rows.get("EVIDENCE");
        assertThat(evidence.path("evidenceOnlyA")).hasSize(1);
        assertThat(evidence.at("/evidenceOnlyA/0/eventId").asText()).isEqualTo("e4");
        assertThat(evidence.path("evidenceOnlyB")).isEmpty();
        assertThat(evidence.path("evidenceIsComplete").asBoolean()).isTrue();
    }

    @Test
    void theOtherWayRoundIsTheMirrorImage() throws Exception {
        RuleComparison rule = compare(events(), lax, strict).byRule().get(0);

        assertThat(rule).isEqualTo(new RuleComparison("purchase-ephedrine-limit", 2, 1, true, 0, 1, 3, 0, 1, 1, 3, 5));
    }

    @Test
    void aRuleThatOneSetLacksIsOnlyRaisedByTheOther() throws Exception {
        ComparisonSummary summary = compare(events(), null, lax);

        assertThat(summary.byRule()).hasSize(DefaultRules.files().size());
        assertThat(summary.byRule().stream()
                        .filter(rule -> rule.versionB() == null)
                        .count())
                .isEqualTo(DefaultRules.files().size() - 1);
    }

    @Test
    void theSameInputGivesTheSameBytesAndTheSameRulesNoDifference() throws Exception {
        Path events = events();
        compare(events, strict, lax);
        String rows = Files.readString(out.resolve("compare.jsonl"));
        String summary = Files.readString(out.resolve("compare.json"));

        compare(events, strict, lax);

        assertThat(out.resolve("compare.jsonl")).hasContent(rows);
        assertThat(out.resolve("compare.json")).hasContent(summary);
        assertThat(out.resolve("a/alerts.jsonl")).isNotEmptyFile();
        assertThat(out.resolve("b/alerts.jsonl")).isNotEmptyFile();

        compare(events, strict, strict);
        assertThat(out.resolve("compare.jsonl")).isEmptyFile();
    }

    @Test
    void anAlertThatShowsOnlyItsNewestRecordsIsComparedAsFarAsItShowsThem() throws Exception {
        Path events = directory.resolve("many");
        TestingFiles.writeReference(events);
        List<ObjectNode> sales = new ArrayList<>();
        for (int sale = 0; sale < 150; sale++) {
            // The lax rule does not mind every tenth: its newest hundred reach further back.
            sales.add(sale("e" + sale, "buyer", sale % 10 == 0 ? 3 : 6)
                    .put("occurredAt", FIRST_SALE.plusSeconds(60L * sale).toString()));
        }
        TestingFiles.write(events.resolve("purchase-registrations.jsonl"), sales);

        RuleComparison rule = compare(events, strict, lax).byRule().get(0);

        assertThat(rule.otherEvidence()).isEqualTo(1);
        JsonNode row = TestingFiles.read(out, "compare.jsonl").get(0);
        assertThat(row.path("evidenceIsComplete").asBoolean()).isFalse();
        assertThat(row.at("/a/evidenceCount").asInt()).isEqualTo(150);
        assertThat(row.at("/b/evidenceCount").asInt()).isEqualTo(135);
        assertThat(row.path("evidenceOnlyA"))
                .extracting(record -> record.path("eventId").asText())
                .containsExactly("e60", "e70", "e80", "e90", "e100", "e110", "e120", "e130", "e140");
        assertThat(row.path("evidenceOnlyB")).isEmpty();
    }

    @Test
    void bothRuleSetsAreCheckedBeforeARecordIsRead() throws Exception {
        TestingFiles.write(lax.resolve("broken.yaml"), "id: broken\n");

        assertThatThrownBy(() -> compare(events(), strict, lax))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("broken.yaml:");
        assertThat(out).doesNotExist();
    }

    private ComparisonSummary compare(Path events, Path a, Path b) throws InterruptedException {
        return Comparison.run(
                new BacktestRequest(events, null, null, out, null, RECEIVED), a, b, BacktestProgress.SILENT);
    }
}
