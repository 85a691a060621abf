package org.medsentry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medsentry.rules.DefaultRules;

class RuleHeaderTest {

    @Test
    void readsTheShippedRules() {
        DefaultRules.files().forEach((file, yaml) -> {
            RuleHeader header = RuleHeader.of(yaml);
            assertThat(header.id() + ".yaml").isEqualTo(file);
            assertThat(header.version()).isPositive();
            assertThat(header).hasNoNullFieldsOrPropertiesExcept("level");
        });
    }

    @Test
    void readsWhatItCanOfSomethingElse() {
        assertThat(RuleHeader.of("just text").id()).isNull();
        assertThat(RuleHeader.of("id: [unclosed").id()).isNull();
        assertThat(RuleHeader.of("id: old-rule").version()).isEqualTo(1);
    }
}
