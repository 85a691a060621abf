package org.medsentry.local.vaers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Gives every vaccine of the reports its product, and sees that no two share a code. */
final class VaccineCatalogue {

    private final Map<String, Map<String, VaccineProduct>> byTypeAndManufacturer = new HashMap<>();
    private final Map<String, VaccineProduct> byCode = new TreeMap<>();

    VaccineProduct product(String type, String manufacturer) {
        return byTypeAndManufacturer
                .computeIfAbsent(type, key -> new HashMap<>())
                .computeIfAbsent(manufacturer, key -> register(type, manufacturer));
    }

    private VaccineProduct register(String type, String manufacturer) {
        int attempt = 0;
        VaccineProduct product = VaccineProduct.of(type, manufacturer, attempt);
        while (byCode.putIfAbsent(product.productCode(), product) != null) {
            attempt++;
            product = VaccineProduct.of(type, manufacturer, attempt);
        }
        return product;
    }

    /** @return in the order of their codes */
    Collection<VaccineProduct> products() {
        return byCode.values();
    }
}
