package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.document.Subject;

class CaseGroupingTest {

    private static final String BY_LOT = "case: {by: [productCode, lotNumber], inhibits: [adr-lot-cluster]}\n";

    private static Subject subject(String productCode, String lotNumber) {
        return new Subject(productCode, null, lotNumber, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void alertsThatAgreeInAllFieldsAreOneCase() throws Exception {
        CaseGrouping grouping = CaseGrouping.of("test.yaml", BY_LOT);

        assertThat(grouping.keyOf(subject("86", "L1"))).contains("productCode=86|lotNumber=L1");
        assertThat(grouping.keyOf(subject("86", "L1"))).isNotEqualTo(grouping.keyOf(subject("86", "L2")));
        assertThat(grouping.inhibits()).containsExactly("adr-lot-cluster");
    }

    @Test
    void anAlertThatLacksAFieldIsACaseOfItsOwn() throws Exception {
        assertThat(CaseGrouping.of("test.yaml", BY_LOT).keyOf(subject("86", null)))
                .isEmpty();
        assertThat(CaseGrouping.of("test.yaml", "id: a\n").keyOf(subject("86", "L1")))
                .isEmpty();
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertThatThrownBy(() ->
                        CaseGrouping.of("test.yaml", "case: {by: [lot, productCode], inhibits: [Adr*], of: product}\n"))
                .isInstanceOfSatisfying(
                        RuleException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Object::toString)
                                .satisfiesExactlyInAnyOrder(
                                        problem ->
                                                assertThat(problem).contains("'lot' is no field of an alert's subject"),
                                        problem -> assertThat(problem).contains("'inhibits' lists rule ids"),
                                        problem -> assertThat(problem).contains("of")));
        assertThatThrownBy(() -> CaseGrouping.of("test.yaml", "case: {inhibits: [adr-death]}\n"))
                .hasMessageContaining("by");
    }

    @Test
    void theRulesThatShipGroupWhatHasOneCause() throws Exception {
        List<String> ofAProduct = new ArrayList<>();
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            if (CaseGrouping.of(file.getKey(), file.getValue()).by().equals(List.of("productCode"))) {
                ofAProduct.add(file.getKey());
            }
        }

        assertThat(ofAProduct)
                .containsExactly(
                        "adr-death.yaml",
                        "adr-group-event.yaml",
                        "adr-lot-cluster.yaml",
                        "adr-serious-unlisted.yaml",
                        "lot-hazard.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drill", "alert-storm", "rule-contained"})
    void whatTheProductRaisesItselfIsNoNameForARule(String id) {
        assertThatThrownBy(() -> RuleFile.parse("test.yaml", TestingFiles.MODIFIER.replaceFirst("id: .*", "id: " + id)))
                .hasMessageContaining("what the product itself raises");
    }
}
