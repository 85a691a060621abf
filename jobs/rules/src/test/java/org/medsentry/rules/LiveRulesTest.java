package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.event.ProductRole;

class LiveRulesTest {

    private final TestingRules rules = new TestingRules();
    private final TestingPurchase purchase = new TestingPurchase();

    private List<String> fired() {
        return rules.judge(Facts.purchase(purchase.build(), null, null)).stream()
                .map(firing -> firing.ruleId() + "#" + firing.ruleVersion() + (firing.shadow() ? " shadow" : ""))
                .toList();
    }

    private static String version(int version, int packages) {
        return TestingFiles.pattern("version: 1", "version: " + version, "packages: 2", "packages: " + packages);
    }

    @Test
    void nothingIsInForceAtFirst() {
        purchase.quantity = 100;
        assertThat(fired()).isEmpty();
        assertThat(rules.live.inForce()).isEmpty();
    }

    @Test
    void theNewestVersionCounts() {
        purchase.quantity = 4;
        assertThat(rules.publish(version(1, 2), RuleState.ACTIVE)).isTrue();
        assertThat(fired()).containsExactly("test-rule#1");
        assertThat(rules.publish(version(3, 4), RuleState.ACTIVE)).isTrue();
        assertThat(fired()).isEmpty();
        assertThat(rules.publish(version(2, 2), RuleState.ACTIVE))
                .as("an old one")
                .isFalse();
        assertThat(fired()).isEmpty();
        purchase.quantity = 5;
        assertThat(fired()).containsExactly("test-rule#3");
        assertThat(rules.publish(version(3, 4), RuleState.ACTIVE))
                .as("the same again")
                .isFalse();
        assertThat(rules.live.inForce()).extracting(RulePublication::id).containsExactly("test-rule#3");
    }

    @Test
    void pausedOnTrialRemovedAndBack() {
        purchase.quantity = 3;
        rules.publish(version(1, 2), RuleState.SHADOW);
        assertThat(fired()).containsExactly("test-rule#1 shadow");
        assertThat(rules.publish(version(1, 2), RuleState.PAUSED)).isTrue();
        assertThat(fired()).isEmpty();
        assertThat(rules.live.inForce()).extracting(RulePublication::state).containsExactly(RuleState.PAUSED);
        assertThat(rules.publish(version(1, 2), RuleState.ACTIVE)).isTrue();
        assertThat(fired()).containsExactly("test-rule#1");
        assertThat(rules.publish(version(1, 2), RuleState.REMOVED)).isTrue();
        assertThat(fired()).isEmpty();
        assertThat(rules.live.inForce()).isEmpty();
        assertThat(rules.publish(version(1, 2), RuleState.REMOVED)).isFalse();
        assertThat(rules.publish(version(1, 2), RuleState.ACTIVE)).isTrue();
        assertThat(fired()).containsExactly("test-rule#1");
    }

    @Test
    void aRemovalNeedsNoTextAndKeepsOlderVersionsOut() throws RuleException {
        rules.publish(version(1, 2), RuleState.ACTIVE);
        purchase.quantity = 3;
        RulePublication removal = new RulePublication("test-rule", 2, RuleState.REMOVED, null, Instant.EPOCH, "a test");
        assertThat(rules.live.apply(removal)).isTrue();
        assertThat(rules.publish(version(1, 2), RuleState.ACTIVE)).isFalse();
        assertThat(fired()).isEmpty();
    }

    @Test
    void aRuleThatDoesNotPassLeavesThePreviousOneInForce() {
        rules.publish(version(1, 2), RuleState.ACTIVE);
        String broken = version(2, 2).replace("event.quantity", "event.quantty");
        RulePublication publication =
                new RulePublication("test-rule", 2, RuleState.ACTIVE, broken, Instant.EPOCH, "a test");
        assertThatThrownBy(() -> rules.live.apply(publication))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("test-rule#2:12:17: unknown field 'quantty'");
        purchase.quantity = 3;
        assertThat(fired()).containsExactly("test-rule#1");
    }

    @Test
    void aVersionNeverChangesItsText() {
        rules.publish(version(1, 2), RuleState.ACTIVE);
        RulePublication other =
                new RulePublication("test-rule", 1, RuleState.PAUSED, version(1, 9), Instant.EPOCH, "a test");
        assertThatThrownBy(() -> rules.live.apply(other)).hasMessageContaining("published with another text");
        purchase.quantity = 3;
        assertThat(fired()).containsExactly("test-rule#1");
    }

    @Test
    void theTextIsThatOfThePublication() {
        RulePublication other =
                new RulePublication("other-rule", 1, RuleState.ACTIVE, version(1, 2), Instant.EPOCH, "a test");
        assertThatThrownBy(() -> rules.live.apply(other)).hasMessageContaining("the text is that of test-rule#1");
        RulePublication empty = new RulePublication("test-rule", 1, RuleState.ACTIVE, null, Instant.EPOCH, "a test");
        assertThatThrownBy(() -> rules.live.apply(empty)).hasMessageContaining("only a removal has no text");
        RulePublication stateless = new RulePublication("test-rule", 1, null, version(1, 2), Instant.EPOCH, "a test");
        assertThatThrownBy(() -> rules.live.apply(stateless)).isInstanceOf(RuleException.class);
    }

    @Test
    void aFaultStaysWithItsRule() {
        rules.publish(TestingFiles.when("event.quantity / (event.quantity - 3) > 0"), RuleState.ACTIVE);
        rules.publish(TestingFiles.pattern("id: test-rule", "id: z-rule"), RuleState.ACTIVE);
        purchase.quantity = 3;
        assertThat(fired()).containsExactly("z-rule#1");
        assertThat(rules.live.failures()).containsOnlyKeys("test-rule").containsEntry("test-rule", 1L);
        purchase.quantity = 4;
        assertThat(fired()).containsExactly("test-rule#1", "z-rule#1");
        assertThat(rules.live.failures()).containsEntry("test-rule", 1L);
    }

    @Test
    void aFaultThatDoesNotMatterIsNone() {
        rules.publish(TestingFiles.when("event.quantity / (event.quantity - 3) > 0 || true"), RuleState.ACTIVE);
        purchase.quantity = 3;
        assertThat(fired()).containsExactly("test-rule#1");
        assertThat(rules.live.failures()).isEmpty();
    }

    @Test
    void aFaultInATextCostsTheFigureNotTheFiring() {
        rules.publish(
                TestingFiles.pattern("Bought {event.quantity}", "Bought {1 / (event.quantity - 3)}"), RuleState.ACTIVE);
        purchase.quantity = 3;
        assertThat(rules.judge(Facts.purchase(purchase.build(), null, null))
                        .get(0)
                        .explanation()
                        .en())
                .isEqualTo("Bought —");
        assertThat(rules.live.failures()).containsEntry("test-rule", 1L);
    }

    @Test
    void anExceptionIsContained() {
        rules.publish(TestingFiles.PATTERN, RuleState.ACTIVE);
        List<Firing> fired = new ArrayList<>();
        Facts ofAnotherStream = Facts.onlineSale(new TestingOnlineSale().build(), null, null, null);
        rules.live.judge(RuleStream.PURCHASE_REGISTRATIONS, ofAnotherStream, List.of(), fired::add, hit -> {});
        assertThat(fired).isEmpty();
        assertThat(rules.live.failures()).containsEntry("test-rule", 1L);
        rules.publish(TestingFiles.PATTERN, RuleState.REMOVED);
        assertThat(rules.live.failures()).isEmpty();
    }

    @Test
    void whatTheReceiverThrowsIsItsOwnBusiness() {
        rules.publish(TestingFiles.PATTERN, RuleState.ACTIVE);
        purchase.quantity = 3;
        Facts facts = Facts.purchase(purchase.build(), null, null);
        assertThatThrownBy(() -> rules.live.judge(
                        RuleStream.PURCHASE_REGISTRATIONS,
                        facts,
                        List.of(),
                        firing -> {
                            throw new IllegalStateException("full");
                        },
                        hit -> {}))
                .hasMessage("full");
        assertThat(rules.live.failures()).isEmpty();
    }

    @Test
    void aRecordWithoutAnyPartOfTheKeyIsNotJudged() {
        rules.publish(
                TestingFiles.pattern("[event.buyer.token]", "[event.prescriptionId, event.traceCode]"),
                RuleState.ACTIVE);
        purchase.quantity = 3;
        assertThat(fired()).isEmpty();
        purchase.prescriptionId = "RX-1";
        assertThat(rules.judge(Facts.purchase(purchase.build(), null, null))
                        .get(0)
                        .key()
                        .value())
                .isEqualTo("RX-1|");
    }

    @Test
    void theFirstLevelThatHoldsCounts() {
        rules.publish(
                TestingFiles.pattern(
                        "level: III\n",
                        "level: III\nlevels:\n  - {level: I, when: event.quantity > 100}\n"
                                + "  - {level: II, when: event.quantity > 10}\n"
                                + "  - {level: I, when: event.prescriptionId == 'x'}\n"),
                RuleState.ACTIVE);
        assertThat(levelOf(3)).isEqualTo(Level.III);
        assertThat(levelOf(11)).isEqualTo(Level.II);
        assertThat(levelOf(101)).isEqualTo(Level.I);
    }

    private Level levelOf(int quantity) {
        purchase.quantity = quantity;
        return rules.judge(Facts.purchase(purchase.build(), null, null)).get(0).level();
    }

    @Test
    void modifiersAddUpToLevelOne() {
        rules.publish(TestingFiles.PATTERN, RuleState.ACTIVE);
        rules.publish(TestingFiles.MODIFIER, RuleState.ACTIVE);
        rules.publish(
                TestingFiles.modifier("id: test-modifier", "id: a-modifier", "raise: 1", "raise: 3"), RuleState.ACTIVE);
        purchase.quantity = 100;
        assertThat(levelOf(100)).isEqualTo(Level.III);
        Firing firing = rules.judge(Facts.purchase(large().build(), null, null)).get(0);
        assertThat(firing.level()).isEqualTo(Level.I);
        assertThat(firing.modifiers()).containsExactly("a-modifier", "test-modifier");
    }

    @Test
    void aModifierThatIsNotActiveOrMeansOtherRulesRaisesNothing() {
        rules.publish(TestingFiles.PATTERN, RuleState.ACTIVE);
        rules.publish(TestingFiles.MODIFIER, RuleState.SHADOW);
        rules.publish(
                TestingFiles.modifier("id: test-modifier", "id: b-modifier", "test-*", "tes-*"), RuleState.ACTIVE);
        assertThat(rules.judge(Facts.purchase(large().build(), null, null))
                        .get(0)
                        .modifiers())
                .isEmpty();
        rules.publish(TestingFiles.MODIFIER, RuleState.ACTIVE);
        assertThat(rules.judge(Facts.purchase(large().build(), null, null))
                        .get(0)
                        .modifiers())
                .containsExactly("test-modifier");
    }

    @Test
    void aFaultInAModifierLeavesTheFiring() {
        rules.publish(TestingFiles.PATTERN, RuleState.ACTIVE);
        rules.publish(
                TestingFiles.modifier("event.quantity > 100", "1 / (event.quantity - 101) > 0"), RuleState.ACTIVE);
        assertThat(rules.judge(Facts.purchase(large().build(), null, null))
                        .get(0)
                        .modifiers())
                .isEmpty();
        assertThat(rules.live.failures()).containsOnlyKeys("test-modifier");
    }

    @Test
    void forOneKeyTheHighestLevelAmongTheProductsCounts() {
        rules.publish(
                TestingFiles.report(
                        "level: IV\n", "level: IV\nlevels: [{level: II, when: suspect.lotNumber == 'L2'}]\n"),
                RuleState.ACTIVE);
        TestingReport report = new TestingReport();
        report.products = List.of(
                TestingReport.product("86900000000017", "L1", ProductRole.SUSPECT),
                TestingReport.product("86900000000017", "L2", ProductRole.SUSPECT),
                TestingReport.product("86900000000017", "L3", ProductRole.INTERACTING),
                TestingReport.product("86900000000024", "L4", ProductRole.CONCOMITANT));
        List<Firing> fired = rules.judge(report.whole(), report.suspects(null));
        assertThat(fired).singleElement().satisfies(firing -> {
            assertThat(firing.level()).isEqualTo(Level.II);
            assertThat(firing.subject().lotNumber()).isEqualTo("L2");
        });
    }

    private static TestingPurchase large() {
        TestingPurchase large = new TestingPurchase();
        large.quantity = 101;
        return large;
    }
}
