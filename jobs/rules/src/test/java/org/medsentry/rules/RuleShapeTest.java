package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The shape decides whether half-matched state outlives a new version: it must not change with Java or with the texts. */
class RuleShapeTest {

    private static String shape(String yaml) throws RuleException {
        return RuleFile.parse("test.yaml", yaml).shape();
    }

    @Test
    void isTheSameInEveryRelease() throws RuleException {
        assertThat(shape(TestingFiles.PATTERN)).isEqualTo("3617c976e29386a0");
        assertThat(shape(TestingFiles.REPORT)).isEqualTo("a02df3e7fbbbbd42");
    }

    @Test
    void staysWhenARuleIsTuned() throws RuleException {
        String shape = shape(TestingFiles.PATTERN);
        assertThat(shape(TestingFiles.pattern("packages: 2", "packages: 5"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("id: test-rule", "id: other"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("version: 1", "version: 7"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("level: III", "level: I"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("topic: PURCHASE", "topic: OUTBREAK")))
                .isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("Bought", "Sold"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.when("event.quantity > 100"))).isEqualTo(shape);
        assertThat(shape(TestingFiles.pattern("[event.buyer.token]", "[' event . buyer.token ']")
                        .replace("' ", "")
                        .replace(" '", "")))
                .as("spaces in the key")
                .isEqualTo(shape);
    }

    @Test
    void changesWithWhatIsMatched() throws RuleException {
        assertThat(shape(TestingFiles.PATTERN))
                .isNotEqualTo(shape(TestingFiles.pattern("type: buyer", "type: person")))
                .isNotEqualTo(shape(TestingFiles.pattern("[event.buyer.token]", "[event.pharmacyId]")))
                .isNotEqualTo(
                        shape(TestingFiles.pattern("[event.buyer.token]", "[event.buyer.token, event.lotNumber]")))
                .isNotEqualTo(shape(TestingFiles.pattern("id: sale", "id: purchase")));
        assertThat(shape(TestingFiles.REPORT))
                .isNotEqualTo(shape(TestingFiles.report("each: suspect\n", "", "suspect.productCode", "event.source")));
    }

    @Test
    void followsDefinitionsThatTheKeyUses() throws RuleException {
        String first = TestingFiles.pattern(
                "key:",
                "define: {person: event.buyer.token, other: event.source}\nkey:",
                "[event.buyer.token]",
                "[person]");
        assertThat(shape(first.replace("event.buyer.token", "event.pharmacyId")))
                .isNotEqualTo(shape(first));
        assertThat(shape(first.replace("event.source", "event.pharmacyId"))).isEqualTo(shape(first));
    }
}
