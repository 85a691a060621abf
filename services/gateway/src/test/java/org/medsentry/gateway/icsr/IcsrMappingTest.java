package org.medsentry.gateway.icsr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.event.Sex;

/** Each line of the table on the page of the package. */
class IcsrMappingTest {
    private static final String SUSPECT = """
            <value xsi:type="CE" code="1" codeSystem="2.16.840.1.113883.3.989.2.1.1.13"/>""";
    private static final String WORLDWIDE = "extension=\"CN-WORLD-1\"";

    private final TestingCase aCase = new TestingCase();

    @Test
    void everyFieldOfACase() {
        AdverseReaction report = aCase.report();

        assertThat(report.eventId()).isEqualTo("CN-WORLD-1");
        assertThat(report.source()).isEqualTo("clinic-network");
        assertThat(report.nullified()).isFalse();
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-03-10T03:22:33Z"));
        assertThat(report.awareAt()).isEqualTo(Instant.parse("2026-03-04T16:00:00Z"));
        assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-02-28T16:00:00Z"));
        assertThat(report.reporterType()).isEqualTo(ReporterType.HOSPITAL);
        assertThat(report.reporterId()).isEqualTo("CLINIC-7");
        assertThat(report.regionCode()).isEqualTo("500111");
        assertThat(report.patient().birthYear()).isEqualTo(1970);
        assertThat(report.patient().sex()).isEqualTo(Sex.F);
        assertThat(report.patient().weightKg()).isEqualTo(61.5);
        assertThat(report.reactions())
                .containsExactly(
                        new ReportedReaction("10002198", "Anaphylactic reaction", null),
                        new ReportedReaction("10037844", "Rash", null));
        assertThat(report.seriousness())
                .containsExactlyInAnyOrder(Seriousness.LIFE_THREATENING, Seriousness.HOSPITALISATION);
        assertThat(report.outcome()).isEqualTo(Outcome.SEQUELAE);
        assertThat(report.expectedness()).isEqualTo(Expectedness.UNKNOWN);
    }

    @Test
    void productsWithSuspectsFirstAndOneForEachLot() {
        List<ReportedProduct> products = aCase.report().products();

        assertThat(products.subList(0, 2))
                .containsExactly(
                        new ReportedProduct(
                                "86900000000017",
                                "Suspected injection",
                                "LOT-A",
                                "Made Up Pharma",
                                ProductRole.SUSPECT),
                        new ReportedProduct(
                                "86900000000017",
                                "Suspected injection",
                                "LOT-B",
                                "Made Up Pharma",
                                ProductRole.SUSPECT));
        assertThat(products.get(2))
                .extracting(ReportedProduct::productName, ReportedProduct::role, ReportedProduct::lotNumber)
                .containsExactly("Mixed syrup", ProductRole.INTERACTING, null);
        assertThat(products.get(3))
                .extracting(ReportedProduct::productName, ReportedProduct::role)
                .containsExactly("Companion tablets", ProductRole.CONCOMITANT);
        assertThat(products.get(3).productCode())
                .matches("8698[0-9]{10}")
                .isNotEqualTo(products.get(2).productCode());
        assertThat(products).hasSize(4);
    }

    @Test
    void theHeadOfTheBatchAndTheMessage() {
        IcsrBatch batch = aCase.batch();

        assertThat(batch.number()).isEqualTo("BATCH-1");
        assertThat(batch.senderId()).isEqualTo("CLINIC-BATCH");
        assertThat(batch.receiverId()).isEqualTo("AUTHORITY-BATCH");
        assertThat(batch.createdAt()).isEqualTo("20260310120000+0800");
        assertThat(batch.messages()).singleElement().satisfies(message -> {
            assertThat(message.messageNumber()).isEqualTo("MESSAGE-1");
            assertThat(message.safetyReportId()).isEqualTo("CN-CLINIC-1");
            assertThat(message.worldwideId()).isEqualTo("CN-WORLD-1");
            assertThat(message.createdAt()).isEqualTo("20260310112233+0800");
            assertThat(message.notes()).isEmpty();
        });
    }

    @Test
    void theVersionGrowsWithTheTimesOfTheReport() {
        int first = aCase.report().version();

        assertThat(first).isEqualTo(826_428_153);
        assertThat(new TestingCase()
                        .with("20260310112233+0800", "20260310112234+0800")
                        .report()
                        .version())
                .isEqualTo(first + 1);
        assertThat(new TestingCase()
                        .with("<availabilityTime value=\"20260309\"/>", "<availabilityTime value=\"20260311\"/>")
                        .report()
                        .version())
                .isGreaterThan(first);
        assertThat(new TestingCase()
                        .with("20260310112233+0800", "20260310032233+0000")
                        .report()
                        .version())
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,false"})
    void nullificationAndAmendment(String code, boolean nullified) {
        aCase.with("<!-- nullification -->", nullification("code=\"" + code + "\""));

        assertThat(aCase.report().nullified()).isEqualTo(nullified);
    }

    @Test
    void aNullificationThatIsNeitherIsAProblem() {
        aCase.with("<!-- nullification -->", nullification("code=\"7\""));

        assertThat(aCase.problem().element()).isEqualTo("C.1.11.1");
        assertThat(new TestingCase()
                        .with("<!-- nullification -->", nullification("nullFlavor=\"NI\""))
                        .report()
                        .nullified())
                .isFalse();
    }

    private static String nullification(String value) {
        return """
                <subjectOf2><investigationCharacteristic>
                <code code="3" codeSystem="2.16.840.1.113883.3.989.2.1.1.23"/>
                <value xsi:type="CE" %s codeSystem="2.16.840.1.113883.3.989.2.1.1.5"/>
                </investigationCharacteristic></subjectOf2>""".formatted(value);
    }

    @Test
    void aLongWorldwideIdIsShortenedWithoutMeetingAnother() {
        String id = "CN-" + "0123456789".repeat(9);
        String shortened =
                new TestingCase().with("CN-WORLD-1", id + "a").report().eventId();

        assertThat(shortened).hasSize(64).startsWith("CN-0123456789");
        assertThat(new TestingCase().with("CN-WORLD-1", id + "a").report().eventId())
                .isEqualTo(shortened);
        assertThat(new TestingCase().with("CN-WORLD-1", id + "b").report().eventId())
                .isNotEqualTo(shortened);
    }

    @Test
    void withoutAWorldwideIdTheSendersOwnCounts() {
        assertThat(aCase.with(WORLDWIDE, "nullFlavor=\"NI\"").report().eventId())
                .isEqualTo("CN-CLINIC-1");
        assertThat(aCase.with("extension=\"CN-CLINIC-1\"", "nullFlavor=\"NI\"").problem())
                .extracting(IcsrProblem::element, IcsrProblem::reason, IcsrProblem::pointer)
                .containsExactly("C.1.8.1", DeadLetterReason.MISSING_FIELD, "/eventId");
    }

    @Test
    void anOnsetOfLessPrecisionIsTheBeginningOfIt() {
        aCase.with("value=\"20260301\"", "nullFlavor=\"UNK\"").with("value=\"20260302\"", "value=\"2025\"");

        assertThat(aCase.report().occurredAt()).isEqualTo(Instant.parse("2024-12-31T16:00:00Z"));
        assertThat(new TestingCase()
                        .with("value=\"20260301\"", "value=\"202601\"")
                        .report()
                        .occurredAt())
                .isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
    }

    @Test
    void withoutAnOnsetTheFirstReceiptCounts() {
        aCase.with("value=\"20260301\"", "nullFlavor=\"UNK\"").with("value=\"20260302\"", "value=\"20260401\"");

        assertThat(aCase.report().occurredAt()).isEqualTo(Instant.parse("2026-03-04T16:00:00Z"));
        assertThat(aCase.message().notes()).containsExactly("an E.i.4 is later than the report and was set aside");
        aCase.with("<low value=\"20260305\"/>", "<low nullFlavor=\"NI\"/>");
        assertThat(aCase.report().awareAt()).isNull();
        assertThat(aCase.report().occurredAt()).isEqualTo(aCase.report().reportedAt());
    }

    @Test
    void aDateIsADayOfTheOffsetThatTheReportWasMadeAt() {
        aCase.with("20260310112233+0800", "20260310112233-0500");

        assertThat(aCase.report().occurredAt()).isEqualTo(Instant.parse("2026-03-01T05:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"1,MAH", "7,HOSPITAL"})
    void aCompanyReportsForItself(String senderType, ReporterType reporter) {
        aCase.with(
                "<code code=\"3\" codeSystem=\"2.16.840.1.113883.3.989.2.1.1.7\"/>",
                "<code code=\"" + senderType + "\" codeSystem=\"2.16.840.1.113883.3.989.2.1.1.7\"/>");

        assertThat(aCase.report().reporterType()).isEqualTo(reporter);
    }

    @ParameterizedTest
    @CsvSource({"1,HOSPITAL", "2,PHARMACY", "3,HOSPITAL", "4,INDIVIDUAL", "5,INDIVIDUAL", "'',HOSPITAL"})
    void othersByThePrimarySource(String qualification, ReporterType reporter) {
        aCase.with(
                "<code code=\"1\" codeSystem=\"2.16.840.1.113883.3.989.2.1.1.6\"/>",
                "<code code=\"" + qualification + "\" codeSystem=\"2.16.840.1.113883.3.989.2.1.1.6\"/>");

        assertThat(aCase.report().reporterType()).isEqualTo(reporter);
    }

    @Test
    void aRecordNumberIsOnlyTheSamePatientTogetherWithTheRest() {
        String token = aCase.report().patient().token();

        assertThat(token).isNotNull();
        assertThat(new TestingCase()
                        .with("CN-WORLD-1", "CN-WORLD-2")
                        .report()
                        .patient()
                        .token())
                .isEqualTo(token);
        assertThat(new TestingCase().with("H-4711", "H-4712").report().patient().token())
                .isNotEqualTo(token);
        assertThat(new TestingCase()
                        .with("<name>ZW</name>", "<name>LI</name>")
                        .report()
                        .patient()
                        .token())
                .isNotEqualTo(token);
        assertThat(new TestingCase()
                        .with("extension=\"H-4711\"", "nullFlavor=\"MSK\"")
                        .with("extension=\"GP-11\"", "nullFlavor=\"MSK\"")
                        .report()
                        .patient()
                        .token())
                .isNull();
    }

    @Test
    void withoutABirthDateTheAgeCountsBackFromTheOnset() {
        aCase.with("<birthTime value=\"19700203\"/>", "<birthTime nullFlavor=\"MSK\"/>");

        assertThat(aCase.report().patient().birthYear()).isEqualTo(2024);
        assertThat(aCase.with("value=\"18\" unit=\"mo\"", "value=\"7\" unit=\"{decade}\"")
                        .report()
                        .patient()
                        .birthYear())
                .isEqualTo(1956);
        assertThat(aCase.with("value=\"7\" unit=\"{decade}\"", "nullFlavor=\"ASKU\"")
                        .report()
                        .patient()
                        .birthYear())
                .isNull();
    }

    @Test
    void whatWasNotAdministeredIsLeftOut() {
        aCase.with(SUSPECT, SUSPECT.replace("code=\"1\"", "code=\"4\""));

        assertThat(aCase.report().products())
                .extracting(ReportedProduct::productName)
                .containsExactly("Mixed syrup", "Companion tablets");
        assertThat(aCase.message().notes()).containsExactly("1 drug(s) not administered (G.k.1 is 4) left out");
    }

    @Test
    void idsThatDoNotTellDrugsApartAreReplacedByTheOrder() {
        aCase.with("<id root=\"22222222-0000-0000-0000-000000000001\"/>\n                <consumable>", """
                <id root="22222222-0000-0000-0000-000000000002"/>
                <consumable>""");

        assertThat(aCase.report().products())
                .extracting(ReportedProduct::productName, ReportedProduct::role)
                .containsExactly(
                        tuple("Companion tablets", ProductRole.SUSPECT),
                        tuple("Suspected injection", ProductRole.INTERACTING),
                        tuple("Suspected injection", ProductRole.INTERACTING),
                        tuple("Mixed syrup", ProductRole.CONCOMITANT));
    }

    @Test
    void theCodeOfAProductFollowsFromWhatTheReportSaysOfIt() {
        String byName = aCase.report().products().get(3).productCode();

        assertThat(new TestingCase()
                        .with("Companion tablets", "COMPANION\n  Tablets")
                        .report()
                        .products()
                        .get(3)
                        .productCode())
                .isEqualTo(byName);
        String ndc = new TestingCase()
                .with("86900000000017\" codeSystem=\"1.2.156.112635", "0001-1\" codeSystem=\"2.16.840.1.113883.6.69")
                .report()
                .products()
                .get(0)
                .productCode();
        assertThat(ndc).matches("8698[0-9]{10}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value=\"20260310112233+0800\"|value=\"2026031O\"|C.1.2|CONSTRAINT",
                "value=\"20260310112233+0800\"|value=\"20261340\"|C.1.2|CONSTRAINT",
                "value=\"20260301\"|value=\"yesterday\"|E.i.4|CONSTRAINT",
                "code=\"10037844\"|nullFlavor=\"UNK\"|E.i.2.1b|MISSING_FIELD",
                "2.16.840.1.113883.6.163|1.2.3|E.i.2.1b|CONSTRAINT",
                "<name>Mixed syrup</name>|<name/>|G.k.2.2|MISSING_FIELD",
                "value=\"61.5\"|value=\"sixty\"|D.3|CONSTRAINT",
                "xsi:type=\"BL\" value=\"true\"|xsi:type=\"BL\" value=\"maybe\"|E.i.3.2|CONSTRAINT",
                "<code code=\"29\"|<code code=\"2900\"|E.i|MISSING_FIELD",
                "<code code=\"4\" codeSystem=\"2.16.840.1.113883.3.989.2.1.1.20\"/>|<code/>|G.k|MISSING_FIELD",
                "<code code=\"20\"|<code code=\"2000\"|G.k.1|MISSING_FIELD",
                "<investigationEvent>|<somethingElse/><investigationEvent xmlns=\"urn:other\">|C.1|MISSING_FIELD",
            })
    void aProblemNamesElementAndReasonAndNoValue(String old, String changed, String element, DeadLetterReason reason) {
        IcsrProblem problem = aCase.with(old, changed).problem();

        assertThat(problem.element()).isEqualTo(element);
        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.path()).startsWith("controlActProcess/");
        assertThat(problem.message()).startsWith(element + " (").doesNotContain("yesterday", "sixty", "maybe");
        assertThat(aCase.message().messageNumber()).isEqualTo("MESSAGE-1");
    }

    @Test
    void theRegionMustComeWithTheRequest() {
        IcsrProblem missing = aCase.batch(new IcsrContext("s", null, TestingCase.SHANGHAI))
                .messages()
                .get(0)
                .problem();
        IcsrProblem wrong = aCase.batch(new IcsrContext("s", "5001", TestingCase.SHANGHAI))
                .messages()
                .get(0)
                .problem();

        assertThat(missing.reason()).isEqualTo(DeadLetterReason.MISSING_FIELD);
        assertThat(wrong.reason()).isEqualTo(DeadLetterReason.CONSTRAINT);
        assertThat(List.of(missing.pointer(), wrong.pointer())).containsOnly("/regionCode");
    }

    @Test
    void aChangeUnderTheSameTimesIsTheNextVersionAndARepetitionIsNot() {
        ReportVersions versions = new ReportVersions();
        IcsrMessage first = aCase.message();
        IcsrMessage changed = new TestingCase().with("LOT-B", "LOT-C").message();
        IcsrMessage changedAgain = new TestingCase().with("LOT-B", "LOT-D").message();
        IcsrMessage repeated = new TestingCase().message();
        List.of(first, changed, changedAgain, repeated).forEach(message -> versions.settle(message.record()));

        int version = first.record().get("version").intValue();
        assertThat(changed.record().get("version").intValue()).isEqualTo(version + 1);
        assertThat(changedAgain.record().get("version").intValue()).isEqualTo(version + 2);
        assertThat(repeated.record()).isEqualTo(first.record());
    }
}
