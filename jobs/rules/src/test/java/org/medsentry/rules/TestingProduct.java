package org.medsentry.rules;

import java.util.List;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.RiskClass;

/** A medicine that no rule minds, of which a test changes what it is about. */
final class TestingProduct {

    String nameEn = "Test tablets";
    boolean prescriptionOnly;
    List<Category> categories = List.of();
    ControlClass controlClass = ControlClass.NONE;
    List<RiskClass> riskClasses = List.of();
    boolean onlineBanned;
    String onlineBanReason;

    Product build() {
        return new Product(
                "86900000000017",
                "试验片",
                nameEn,
                "国药准字H20010001",
                "MAH-1",
                "片剂",
                "口服",
                prescriptionOnly,
                categories,
                controlClass,
                riskClasses,
                onlineBanned,
                onlineBanReason,
                null);
    }
}
