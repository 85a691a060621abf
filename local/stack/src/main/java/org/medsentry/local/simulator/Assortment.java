package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.RiskClass;

/** The catalogue as shops and buyers see it: what is on which shelf, and what is under recall. */
final class Assortment {

    /** Why somebody comes to a pharmacy, hence which shelf they are led to. */
    enum Shelf {
        ANTIPYRETIC,
        ANTITUSSIVE,
        ANTIVIRAL,
        PRESCRIBED_ANTIVIRAL,
        ANTIBIOTIC,
        CHRONIC,
        OTHER,
        EPHEDRINE,
        PRESCRIBED_CONTROLLED
    }

    private static final Set<ControlClass> NEVER_IN_SHOPS = Set.of(
            ControlClass.NARCOTIC,
            ControlClass.PSYCHOTROPIC_1,
            ControlClass.TOXIC,
            ControlClass.RADIOACTIVE,
            ControlClass.PRECURSOR,
            ControlClass.ANABOLIC);
    private static final Set<RiskClass> ONLY_IN_HOSPITALS =
            Set.of(RiskClass.VACCINE, RiskClass.BLOOD_PRODUCT, RiskClass.HOSPITAL_PREPARATION, RiskClass.TCM_INJECTION);

    private final List<Product> products;
    private final Map<String, List<Recall>> recalls = new HashMap<>();
    private final Map<Shelf, List<Product>> shelves = new EnumMap<>(Shelf.class);
    private final List<Product> online;
    private final List<Product> reported;

    Assortment(List<Product> products, List<Recall> recalls) {
        this.products = List.copyOf(products);
        recalls.forEach(recall -> this.recalls
                .computeIfAbsent(recall.productCode(), key -> new ArrayList<>())
                .add(recall));
        List<Product> retail = matching(this::isSoldInShops);
        if (retail.isEmpty()) {
            throw new IllegalArgumentException("the catalogue has no product that a pharmacy could sell");
        }
        for (Shelf shelf : Shelf.values()) {
            List<Product> onShelf =
                    retail.stream().filter(product -> isOn(shelf, product)).toList();
            shelves.put(shelf, onShelf.isEmpty() ? retail : onShelf);
        }
        this.online = retail.stream()
                .filter(product -> !product.onlineBanned() && product.approvalNumber() != null)
                .toList();
        this.reported = matching(product -> !isRecalledEntirely(product));
    }

    private boolean isSoldInShops(Product product) {
        boolean injectedByDoctors = "INJECTION".equals(product.dosageForm()) && product.onlineBanned();
        return !injectedByDoctors
                && !"INHALATION_LIQUID".equals(product.dosageForm())
                && !NEVER_IN_SHOPS.contains(product.controlClass())
                && product.riskClasses().stream().noneMatch(ONLY_IN_HOSPITALS::contains)
                && !isRecalledEntirely(product);
    }

    private static boolean isOn(Shelf shelf, Product product) {
        boolean free = product.controlClass() == ControlClass.NONE;
        boolean overTheCounter = free && !product.prescriptionOnly();
        return switch (shelf) {
            case ANTIPYRETIC -> overTheCounter && product.categories().contains(Category.ANTIPYRETIC);
            case ANTITUSSIVE -> overTheCounter && product.categories().contains(Category.ANTITUSSIVE);
            case ANTIVIRAL -> overTheCounter && product.categories().contains(Category.ANTIVIRAL);
            case PRESCRIBED_ANTIVIRAL ->
                free
                        && product.prescriptionOnly()
                        && product.categories().contains(Category.ANTIVIRAL)
                        && !product.onlineBanned();
            case ANTIBIOTIC -> product.categories().contains(Category.ANTIBIOTIC) && free && !product.onlineBanned();
            case CHRONIC ->
                free && product.prescriptionOnly() && product.categories().isEmpty();
            case OTHER -> overTheCounter && product.categories().isEmpty();
            case EPHEDRINE -> product.controlClass() == ControlClass.EPHEDRINE_COMPOUND;
            case PRESCRIBED_CONTROLLED ->
                product.controlClass() != ControlClass.EPHEDRINE_COMPOUND && !free && product.prescriptionOnly();
        };
    }

    List<Product> on(Shelf shelf) {
        return shelves.get(shelf);
    }

    /** What licensed sellers offer: never banned, never recalled entirely. */
    List<Product> online() {
        return online;
    }

    /** What reactions are reported of. */
    List<Product> reported() {
        return reported;
    }

    List<Product> matching(Predicate<Product> condition) {
        return products.stream().filter(condition).toList();
    }

    /** @throws IllegalArgumentException if the catalogue has no such product, naming what for it is needed */
    Product any(SeededRandom random, String what, Predicate<Product> condition) {
        List<Product> candidates = matching(condition);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("the catalogue has no " + what + ", which a scenario needs");
        }
        return random.pick(candidates);
    }

    Product byCode(String productCode) {
        return products.stream()
                .filter(product -> product.productCode().equals(productCode))
                .findFirst()
                .orElse(null);
    }

    List<Recall> recalls() {
        return recalls.values().stream().flatMap(List::stream).toList();
    }

    boolean isRecalledEntirely(Product product) {
        return recalls.getOrDefault(product.productCode(), List.of()).stream()
                .anyMatch(recall -> recall.lotNumbers().isEmpty());
    }

    /** Whether a sale of this lot, which may be null, at this instant breaks a recall. */
    boolean isRecalled(Product product, String lotNumber, Instant soldAt) {
        for (Recall recall : recalls.getOrDefault(product.productCode(), List.of())) {
            boolean concerns = recall.lotNumbers().isEmpty()
                    || lotNumber != null && recall.lotNumbers().contains(lotNumber);
            if (concerns && recall.status() == RecallStatus.ACTIVE && !soldAt.isBefore(recall.effectiveAt())) {
                return true;
            }
        }
        return false;
    }

    boolean isNamedInRecall(Product product, String lotNumber) {
        return recalls.getOrDefault(product.productCode(), List.of()).stream()
                .anyMatch(recall -> recall.lotNumbers().contains(lotNumber));
    }
}
