package org.medsentry.schemas.reference;

import java.time.Instant;
import java.util.List;

/**
 * A recall of a product.
 *
 * @param lotNumbers the lots recalled; empty means all lots
 * @param recallClass 1 (most severe), 2 or 3; the field {@code class} of the row
 */
public record Recall(
        String recallId,
        String productCode,
        List<String> lotNumbers,
        int recallClass,
        Instant effectiveAt,
        RecallStatus status)
        implements ReferenceRow {

    @Override
    public String id() {
        return recallId;
    }
}
