package org.medsentry.streaming.reference;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.ReferenceDecoder;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.schemas.reference.Region;
import org.medsentry.schemas.reference.Unit;

/**
 * The reference data in force, in memory, with the look-ups that enrichment needs. Regions and units that nobody published come from the default catalogue. Not
 * thread-safe.
 */
public final class Catalogue {

    /** Most severe recall first; then the one in force longest, then by id so that the choice never varies. */
    private static final Comparator<Recall> MOST_SEVERE = Comparator.comparingInt(Recall::recallClass)
            .thenComparing(Recall::effectiveAt)
            .thenComparing(Recall::recallId);

    private final Map<Topic, Map<String, ReferenceRow>> published = new EnumMap<>(Topic.class);
    private final Map<String, TreeMap<String, Product>> productsByApproval = new HashMap<>();
    private final Map<String, TreeMap<String, Product>> productsByName = new HashMap<>();
    private final Map<String, Map<String, Recall>> recallsByProduct = new HashMap<>();
    private final Map<String, Region> defaultRegions = new HashMap<>();
    private final Map<String, Unit> defaultUnits = new HashMap<>();
    private final Map<String, RegionReference> regionReferences = new HashMap<>();

    public Catalogue() {
        DefaultCatalogue.rows(Topic.REGIONS).forEach(row -> defaultRegions.put(row.id(), (Region) row));
        DefaultCatalogue.rows(Topic.UNITS).forEach(row -> defaultUnits.put(row.id(), (Unit) row));
    }

    /**
     * Takes a row of a reference topic into force.
     *
     * @throws RecordException if the row is bad; what was in force stays in force
     */
    public void apply(ControlRecord row) throws RecordException {
        ReferenceRow decoded = row.value() == null ? null : ReferenceDecoder.decode(row.topic(), row.value());
        Map<String, ReferenceRow> rows = published.computeIfAbsent(row.topic(), topic -> new HashMap<>());
        ReferenceRow before = decoded == null ? rows.remove(row.key()) : rows.put(decoded.id(), decoded);
        if (before != null) {
            unindex(before);
        }
        if (decoded != null) {
            index(decoded);
        }
        if (row.topic() == Topic.REGIONS) {
            regionReferences.clear();
        }
    }

    private void index(ReferenceRow row) {
        if (row instanceof Product product) {
            productIndex(productsByApproval, product.approvalNumber()).put(product.productCode(), product);
            productIndex(productsByName, product.nameZh()).put(product.productCode(), product);
            productIndex(productsByName, product.nameEn()).put(product.productCode(), product);
        } else if (row instanceof Recall recall) {
            recallsByProduct
                    .computeIfAbsent(recall.productCode(), code -> new HashMap<>())
                    .put(recall.recallId(), recall);
        }
    }

    private void unindex(ReferenceRow row) {
        if (row instanceof Product product) {
            productIndex(productsByApproval, product.approvalNumber()).remove(product.productCode());
            productIndex(productsByName, product.nameZh()).remove(product.productCode());
            productIndex(productsByName, product.nameEn()).remove(product.productCode());
        } else if (row instanceof Recall recall) {
            recallsByProduct.getOrDefault(recall.productCode(), Map.of()).remove(recall.recallId());
        }
    }

    private static TreeMap<String, Product> productIndex(Map<String, TreeMap<String, Product>> index, String text) {
        String normalised = normalise(text);
        return normalised.isEmpty() ? new TreeMap<>() : index.computeIfAbsent(normalised, name -> new TreeMap<>());
    }

    private <T extends ReferenceRow> T find(Topic topic, String id, Class<T> type) {
        return id == null
                ? null
                : type.cast(published.getOrDefault(topic, Map.of()).get(id));
    }

    /** The product with this code, or null. */
    public Product product(String productCode) {
        return find(Topic.PRODUCTS, productCode, Product.class);
    }

    /**
     * The product a listing means: by code; without a code by approval number, else by its exact name (either language,
     * apart from case, width, spaces and punctuation). Of several the lowest code, so that the choice never varies. Null if
     * none.
     */
    public Product product(String productCode, String approvalNumber, String name) {
        if (productCode != null) {
            return product(productCode);
        }
        Product byApproval = lowest(productsByApproval, approvalNumber);
        return byApproval != null ? byApproval : lowest(productsByName, name);
    }

    private static Product lowest(Map<String, TreeMap<String, Product>> index, String text) {
        TreeMap<String, Product> found = index.get(normalise(text));
        return found == null || found.isEmpty() ? null : found.firstEntry().getValue();
    }

    private static String normalise(String text) {
        if (text == null) {
            return "";
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** The licence with this number, or null. */
    public Licence licence(String licenceNumber) {
        return find(Topic.LICENCES, licenceNumber, Licence.class);
    }

    /**
     * The most severe active recall that covers this lot and is effective at this time, or null. A recall without lots
     * covers every lot, an unknown one ({@code lotNumber} null) too.
     */
    public Recall recall(String productCode, String lotNumber, Instant time) {
        Map<String, Recall> recalls = productCode == null ? null : recallsByProduct.get(productCode);
        if (recalls == null) {
            return null;
        }
        return recalls.values().stream()
                .filter(recall -> recall.status() == RecallStatus.ACTIVE)
                .filter(recall -> !time.isBefore(recall.effectiveAt()))
                .filter(recall -> recall.lotNumbers().isEmpty()
                        || recall.lotNumbers().contains(lotNumber == null ? "" : lotNumber))
                .min(MOST_SEVERE)
                .orElse(null);
    }

    /** Names and surroundings of a region; only code and path where nobody knows it; null for null. */
    public RegionReference region(String code) {
        if (code == null) {
            return null;
        }
        RegionReference known = regionReferences.get(code);
        return known != null ? known : regionReferences.computeIfAbsent(code, this::describe);
    }

    private RegionReference describe(String code) {
        Region region = known(code);
        return new RegionReference(
                code,
                region == null ? null : region.nameZh(),
                region == null ? null : region.nameEn(),
                RegionCodes.path(code));
    }

    private Region known(String code) {
        Region region = find(Topic.REGIONS, code, Region.class);
        return region != null ? region : defaultRegions.get(code);
    }

    /** Every unit in force, published ones in place of default ones of the same id. */
    public Collection<Unit> units() {
        Map<String, Unit> units = new TreeMap<>(defaultUnits);
        published.getOrDefault(Topic.UNITS, Map.of()).forEach((id, unit) -> units.put(id, (Unit) unit));
        return units.values();
    }

    /** Rows in force of a topic, for the log. */
    public int size(Topic topic) {
        return published.getOrDefault(topic, Map.of()).size();
    }
}
