package org.medsentry.schemas.document;

/** What a signal or alert is about; only the fields that apply are set, the others are null. */
public record Subject(
        String productCode,
        String productName,
        String lotNumber,
        String category,
        String controlClass,
        String sellerId,
        String sellerLicence,
        String platformId,
        String pharmacyId,
        String reporterId,
        String recallId,
        String reactionCode,
        String reactionTerm) {}
