package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.schemas.reference.Region;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.Unit;
import org.medsentry.schemas.reference.UnitRole;

class ReferenceDecoderTest {
    @Test
    void missingFieldsHaveDefaults() throws RecordException {
        assertThat(decode(Topic.PRODUCTS, "{'productCode':'86900001000012','nameZh':'药'}"))
                .isEqualTo(new Product(
                        "86900001000012",
                        "药",
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        ControlClass.NONE,
                        List.of(),
                        false,
                        null,
                        null));
        assertThat(decode(
                        Topic.RECALLS,
                        "{'recallId':'R','productCode':'86900001000012','class':2,"
                                + "'effectiveAt':'2026-03-01T00:00:00+08:00','status':'ACTIVE','lotNumbers':null}"))
                .isEqualTo(new Recall(
                        "R",
                        "86900001000012",
                        List.of(),
                        2,
                        Instant.parse("2026-02-28T16:00:00Z"),
                        RecallStatus.ACTIVE));
        assertThat(decode(Topic.REGIONS, "{'code':'500000','nameZh':'重庆市'}"))
                .isEqualTo(new Region("500000", "重庆市", null, null, null));
        assertThat(decode(
                        Topic.UNITS,
                        "{'unitId':'U','nameZh':'局','regionPrefix':'','topics':['ONLINE'],'minLevel':'III'}"))
                .isEqualTo(new Unit(
                        "U", "局", null, "", List.of(ResponsibilityTopic.ONLINE), Level.III, UnitRole.LEAD, List.of()));
    }

    @Test
    void aLicenceIsValidForWholeDays() throws RecordException {
        Licence licence = (Licence) decode(Topic.LICENCES, licence("2026-01-01", "9999-12-31"));
        assertThat(licence.validFrom()).isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(licence.validTo()).isEqualTo(Instant.parse("9999-12-31T15:59:59.999Z"));

        Licence toTheSecond =
                (Licence) decode(Topic.LICENCES, licence("2026-01-01T00:00:00Z", "2031-12-31T23:59:59+08:00"));
        assertThat(toTheSecond.validFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(toTheSecond.validTo()).isEqualTo(Instant.parse("2031-12-31T15:59:59Z"));
    }

    private static String licence(String validFrom, String validTo) {
        return "{'licenceNumber':'L','sellerIds':['S'],'status':'ACTIVE','validFrom':'" + validFrom + "','validTo':'"
                + validTo + "'}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "PRODUCTS; {'nameZh':'药'}; MISSING_FIELD; /productCode",
                "PRODUCTS; {'productCode':'86900001000012','nameZh':''}; CONSTRAINT; /nameZh",
                "PRODUCTS; {'productCode':'86900001000012','nameZh':'药','categories':['X']}; CONSTRAINT; /categories/0",
                "PRODUCTS; {'productCode':'86900001000012','nameZh':'药','onlineBanned':'yes'}; WRONG_TYPE; /onlineBanned",
                "LICENCES; {'licenceNumber':'L'}; MISSING_FIELD; /sellerIds",
                "LICENCES; {'sellerIds':['a',1]}; WRONG_TYPE; /sellerIds/1",
                "LICENCES; {'validTo':'31.12.2031'}; CONSTRAINT; /validTo",
                "RECALLS; {'class':4}; CONSTRAINT; /class",
                "RECALLS; {'effectiveAt':'2026-03-01'}; CONSTRAINT; /effectiveAt",
                "REGIONS; {'code':'50'}; CONSTRAINT; /code",
                "UNITS; {'regionPrefix':'渝'}; CONSTRAINT; /regionPrefix",
                "UNITS; {'minLevel':'V'}; CONSTRAINT; /minLevel",
                "UNITS; []; NOT_AN_OBJECT; ~~",
                "UNITS; {; MALFORMED_JSON; ~~"
            })
    void aBadRowIsRefused(Topic topic, String row, DeadLetterReason reason, String pointer) {
        RecordException refusal = catchThrowableOfType(RecordException.class, () -> decode(topic, row));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.pointer()).isEqualTo(pointer);
    }

    @Test
    void otherTopicsHaveNoRows() {
        assertThatThrownBy(() -> decode(Topic.RULES, "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsRulePublications() throws RecordException {
        RulePublication publication = new RulePublication(
                "adr-death", 4, RuleState.PAUSED, "id: adr-death\n", Instant.parse("2026-03-01T00:00:00Z"), null);
        assertThat(RulePublicationDecoder.decode(Documents.toJson(publication))).isEqualTo(publication);

        RecordException refusal = catchThrowableOfType(
                RecordException.class,
                () -> RulePublicationDecoder.decode(
                        "{\"ruleId\":\"a\",\"version\":0}".getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.pointer()).isEqualTo("/version");
    }

    private static ReferenceRow decode(Topic topic, String row) throws RecordException {
        return ReferenceDecoder.decode(topic, row.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
