package org.medsentry.schemas.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Topic;

class DefaultCatalogueTest {
    @ParameterizedTest
    @EnumSource(names = {"PRODUCTS", "LICENCES", "RECALLS", "REGIONS", "UNITS"})
    void everyRowIsValidAndHasAnIdOfItsOwn(Topic topic) {
        List<ReferenceRow> rows = DefaultCatalogue.rows(topic);

        assertThat(rows).isNotEmpty();
        assertThat(rows).extracting(ReferenceRow::id).doesNotHaveDuplicates();
    }

    @Test
    void topicsWithoutRowsAreRefused() {
        assertThatThrownBy(() -> DefaultCatalogue.rows(Topic.SIGNALS)).isInstanceOf(IllegalArgumentException.class);
    }
}
