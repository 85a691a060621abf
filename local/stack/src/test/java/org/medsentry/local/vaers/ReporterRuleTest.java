package org.medsentry.local.vaers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.event.ReporterType;

class ReporterRuleTest {

    @ParameterizedTest
    @CsvSource({
        "WAES00000001, PVT, MAH",
        "000000001L, , MAH",
        "U000000001, PUB, MAH",
        "TX00001, PVT, VACCINATION_SITE",
        "CO 0001, PVT, VACCINATION_SITE",
        "00TX001, , VACCINATION_SITE",
        "NYS00001, , VACCINATION_SITE",
        "ZZ00001, , MAH",
        "none, PHM, PHARMACY",
        ", PUB, VACCINATION_SITE",
        ", MIL, VACCINATION_SITE",
        ", OTH, INDIVIDUAL",
        ", , INDIVIDUAL"
    })
    void theReportNumberTellsWhoReportedAndElseThePlaceThatVaccinated(
            String reportNumber, String administeredBy, ReporterType expected) {
        assertThat(new ReporterRule(new StateRegions()).reporter(reportNumber, administeredBy))
                .isEqualTo(expected);
    }
}
