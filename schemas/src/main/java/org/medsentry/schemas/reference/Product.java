package org.medsentry.schemas.reference;

import java.util.List;

/**
 * A medicine of the catalogue.
 *
 * @param productCode national drug code (国家药品编码本位码), 14 digits
 * @param controlClass NONE where no special control applies
 * @param onlineBanned whether it must not be sold online (announcement 111 of 2022)
 * @param referencePrice CNY per package, or null
 */
public record Product(
        String productCode,
        String nameZh,
        String nameEn,
        String approvalNumber,
        String manufacturerId,
        String dosageForm,
        String route,
        boolean prescriptionOnly,
        List<Category> categories,
        ControlClass controlClass,
        List<RiskClass> riskClasses,
        boolean onlineBanned,
        String onlineBanReason,
        Double referencePrice)
        implements ReferenceRow {

    @Override
    public String id() {
        return productCode;
    }
}
