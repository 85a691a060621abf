package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.RiskClass;

class ReactionCatalogueTest {

    private static final String CODE = "86900000000017";

    private static final TestingRules rules = TestingRules.catalogue();
    private final TestingReport report = new TestingReport();
    private final TestingProduct product = new TestingProduct();

    private List<Firing> judged() {
        return rules.judge(report.whole(), report.suspects(product.build()));
    }

    private List<String> ids() {
        return judged().stream().map(Firing::ruleId).toList();
    }

    @Test
    void aHarmlessReportInGoodTimeFiresNothing() {
        assertThat(judged()).isEmpty();
        assertThat(rules.judge(report.whole(), report.suspects(null))).isEmpty();
        assertThat(rules.live.failures()).isEmpty();
    }

    @Test
    void deathFiresForEachSuspectedProduct() {
        report.seriousness = List.of(Seriousness.HOSPITALISATION, Seriousness.DEATH);
        report.products = List.of(
                TestingReport.product(CODE, "L1", ProductRole.SUSPECT),
                TestingReport.product("86900000000024", null, ProductRole.INTERACTING),
                TestingReport.product("86900000000031", "L9", ProductRole.CONCOMITANT));
        List<Firing> fired = judged();
        assertThat(fired).extracting(Firing::ruleId).containsOnly("adr-death");
        assertThat(fired)
                .extracting(Firing::key)
                .containsExactly(
                        new SubjectKey("product+lot", CODE + "|L1"), new SubjectKey("product+lot", "86900000000024|"));
        assertThat(fired).extracting(Firing::level).containsOnly(Level.III);
        assertThat(fired.get(0).subject().reactionCode()).isEqualTo("10037844");
        assertThat(fired.get(0).subject().reactionTerm()).isEqualTo("皮疹");
        assertThat(fired.get(0).subject().reporterId()).isEqualTo("hospital-7");
        assertThat(fired.get(0).explanation().zh())
                .isEqualTo("报告 r-1（centre-a，2026-03-02 08:00 收到）为死亡病例，怀疑药品为试验片（批号 L1），不良反应：皮疹。");
    }

    @Test
    void deathOfAProductThatTheCatalogueLacks() {
        report.seriousness = List.of(Seriousness.DEATH);
        report.reactions =
                List.of(new ReportedReaction("10037844", "皮疹", null), new ReportedReaction("10000001", null, null));
        Firing firing = rules.judge(report.whole(), report.suspects(null)).get(0);
        assertThat(firing.subject().productName()).isEqualTo("报告中的名称");
        assertThat(firing.subject().reactionCode()).isNull();
        assertThat(firing.explanation().zh()).contains("报告中的名称", "皮疹、10000001");
        assertThat(firing.modifiers()).isEmpty();
    }

    @Test
    void theSameProductAndLotTwiceFiresOnce() {
        report.seriousness = List.of(Seriousness.DEATH);
        report.products = List.of(
                TestingReport.product(CODE, "L1", ProductRole.SUSPECT),
                TestingReport.product(CODE, "L1", ProductRole.SUSPECT));
        assertThat(ids()).containsExactly("adr-death");
    }

    @Test
    void seriousUnlistedNeedsBoth() {
        report.expectedness = Expectedness.UNLISTED;
        assertThat(ids()).isEmpty();
        report.seriousness = List.of(Seriousness.OTHER_IMPORTANT);
        Firing firing = judged().get(0);
        assertThat(firing.ruleId()).isEqualTo("adr-serious-unlisted");
        assertThat(firing.key()).isEqualTo(new SubjectKey("product", CODE));
        assertThat(firing.level()).isEqualTo(Level.III);
        assertThat(firing.explanation().zh()).contains("（其他重要医学事件）");
        report.expectedness = Expectedness.UNKNOWN;
        assertThat(ids()).isEmpty();
        report.expectedness = Expectedness.LISTED;
        assertThat(ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DEATH, UNKNOWN, PT24H, false",
        "DEATH, UNKNOWN, PT24H0.001S, true",
        "DEATH, UNLISTED, PT24H1S, true",
        "HOSPITALISATION, UNKNOWN, P15D, false",
        "HOSPITALISATION, UNKNOWN, P15DT1S, true",
        ", UNLISTED, P15D, false",
        ", UNLISTED, P15DT1S, true",
        ", LISTED, P30D, false",
        ", LISTED, P30DT1S, true",
        ", UNKNOWN, P29D, false",
    })
    void aReportIsLateBeyondItsDeadline(
            Seriousness seriousness, Expectedness expectedness, Duration elapsed, boolean late) {
        report.seriousness = seriousness == null ? List.of() : List.of(seriousness);
        report.expectedness = expectedness;
        report.reportedAt = report.occurredAt.plus(elapsed);
        assertThat(ids().contains("adr-late-report")).isEqualTo(late);
        report.awareAt = report.occurredAt.plusSeconds(60);
        report.reportedAt = report.awareAt.plus(elapsed);
        assertThat(ids().contains("adr-late-report")).isEqualTo(late);
    }

    @Test
    void theClockStartsWhenTheReporterLearnedOfTheCase() {
        report.seriousness = List.of(Seriousness.DEATH);
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(10));
        report.awareAt = report.reportedAt.minus(Duration.ofHours(24));
        assertThat(ids()).containsExactly("adr-death");
    }

    @Test
    void lateReportSaysHowLate() {
        report.seriousness = List.of(Seriousness.DEATH);
        report.awareAt = report.occurredAt;
        report.reportedAt = report.occurredAt.plus(Duration.ofHours(30).plusMinutes(6));
        Firing firing = judged().stream()
                .filter(one -> one.ruleId().equals("adr-late-report"))
                .findFirst()
                .orElseThrow();
        assertThat(firing.level()).isEqualTo(Level.IV);
        assertThat(firing.key()).isEqualTo(new SubjectKey("reporter", "hospital-7"));
        assertThat(firing.observed()).isEqualTo(30.1);
        assertThat(firing.threshold()).isEqualTo(24.0);
        assertThat(firing.explanation().zh())
                .isEqualTo("医疗机构 hospital-7 的报告 r-1 于 2026-03-02 14:06 收到，距获知（2026-03-01 08:00）已 30 小时 6 分钟，"
                        + "时限为 24 小时，超时 6 小时 6 分钟。");
        assertThat(firing.explanation().en()).contains("the deadline is 24 h, so it is 6 h 6 min late");
    }

    @Test
    void aReporterWithoutIdIsItsSource() {
        report.reporterId = null;
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(31));
        assertThat(judged().get(0).key()).isEqualTo(new SubjectKey("reporter", "centre-a"));
    }

    @Test
    void onlyTheFirstVersionCanBeLate() {
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(31));
        assertThat(ids()).containsExactly("adr-late-report");
        report.version = 2;
        assertThat(ids()).isEmpty();
    }

    @Test
    void aWithdrawnReportFiresNothing() {
        report.seriousness = List.of(Seriousness.DEATH);
        report.expectedness = Expectedness.UNLISTED;
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(31));
        assertThat(ids()).hasSize(3);
        report.nullified = true;
        assertThat(ids()).isEmpty();
    }

    @Test
    void aHighRiskProductRaisesItsOwnFirings() {
        report.seriousness = List.of(Seriousness.DEATH);
        product.riskClasses = List.of(RiskClass.VACCINE);
        Product risky = product.build();
        Product harmless = new TestingProduct().build();
        report.products = List.of(
                TestingReport.product(CODE, "L1", ProductRole.SUSPECT),
                TestingReport.product("86900000000024", "L2", ProductRole.SUSPECT));
        List<Facts> suspects = List.of(
                Facts.suspect(report.build(), report.products.get(0), harmless),
                Facts.suspect(report.build(), report.products.get(1), risky));
        List<Firing> fired = rules.judge(report.whole(), suspects);
        assertThat(fired).extracting(Firing::level).containsExactly(Level.III, Level.II);
        assertThat(fired.get(0).modifiers()).isEmpty();
        assertThat(fired.get(1).modifiers()).containsExactly("adr-high-risk-product");
        assertThat(fired.get(1).explanation().zh()).endsWith("试验片属高风险品种（疫苗），级别上调一级。");
    }

    @Test
    void aReportIsRaisedIfAnySuspectedProductIsOfHighRisk() {
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(31));
        product.riskClasses = List.of(RiskClass.TCM_INJECTION);
        Product risky = product.build();
        report.products = List.of(
                TestingReport.product("86900000000024", "L2", ProductRole.SUSPECT),
                TestingReport.product(CODE, "L1", ProductRole.INTERACTING));
        List<Facts> suspects = List.of(
                Facts.suspect(report.build(), report.products.get(0), null),
                Facts.suspect(report.build(), report.products.get(1), risky));
        assertThat(rules.judge(report.whole(), suspects).get(0).level()).isEqualTo(Level.III);
        assertThat(rules.judge(report.whole(), suspects.subList(0, 1)).get(0).level())
                .isEqualTo(Level.IV);
        assertThat(rules.judge(report.whole(), List.of()).get(0).level()).isEqualTo(Level.IV);
    }

    @Test
    void aConcomitantProductRaisesNothing() {
        report.reportedAt = report.occurredAt.plus(Duration.ofDays(31));
        product.riskClasses = List.of(RiskClass.INJECTION);
        report.products = List.of(TestingReport.product(CODE, "L1", ProductRole.CONCOMITANT));
        assertThat(judged().get(0).modifiers()).isEmpty();
    }
}
