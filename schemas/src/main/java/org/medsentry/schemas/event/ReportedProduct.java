package org.medsentry.schemas.event;

/** One product of an adverse-reaction report. */
public record ReportedProduct(
        String productCode, String productName, String lotNumber, String manufacturerId, ProductRole role) {

    /** Whether rules look at this product: it is suspected, or interacted with one that is. */
    public boolean suspected() {
        return role != ProductRole.CONCOMITANT;
    }
}
