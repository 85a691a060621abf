package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.medsentry.schemas.event.ProductRole;

/**
 * Section G.k of a report. A drug and its role lie apart and are joined by an id. Where the ids of a message do not tell its
 * drugs apart (FDA's scenario 5-3 gives two of them the same), they are joined by their order, if there are as many roles as
 * drugs.
 */
final class DrugList {
    private static final int MOST_PRODUCTS = 20;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_LOT = 32;
    private static final String DRUG_INFORMATION = "4";
    private static final String ROLE = "20";
    private static final Set<String> WORDS_FOR_NO_LOT =
            Set.of("UNK", "UNKNOWN", "NONE", "N/A", "NA", "NULL", "NI", "ASKU", "?", "-", "不详", "未知", "无");

    private DrugList() {}

    private record Role(String drugId, String code) {}

    private record Drug(XmlElement element, Optional<ProductRole> role) {
        int importance() {
            return switch (role.orElseThrow()) {
                case SUSPECT -> 0;
                case INTERACTING -> 1;
                case CONCOMITANT -> 2;
            };
        }
    }

    static ArrayNode products(XmlElement patient, XmlElement assessment, List<String> notes)
            throws IcsrProblemException {
        List<Drug> drugs = drugs(patient, assessment);
        List<Drug> taken =
                drugs.stream().filter(drug -> drug.role().isPresent()).toList();
        if (taken.isEmpty()) {
            throw IcsrProblemException.constraint(
                    E2bElement.DRUG_ROLE, "says of each drug that it was not administered");
        }
        if (taken.size() < drugs.size()) {
            notes.add(drugs.size() - taken.size() + " drug(s) not administered (G.k.1 is 4) left out");
        }
        List<ObjectNode> products = new ArrayList<>();
        for (Drug drug :
                taken.stream().sorted(Comparator.comparingInt(Drug::importance)).toList()) {
            products.addAll(products(drug, notes));
        }
        if (products.size() > MOST_PRODUCTS) {
            notes.add(products.size() + " products (G.k), the first " + MOST_PRODUCTS + " were taken, suspects first");
        }
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        products.stream().limit(MOST_PRODUCTS).forEach(kept::add);
        return kept;
    }

    private static List<Drug> drugs(XmlElement patient, XmlElement assessment) throws IcsrProblemException {
        List<XmlElement> elements = patient.all("subjectOf2", "organizer")
                .filter(organizer -> organizer.isOf(DRUG_INFORMATION, CodeSystems.CATEGORY))
                .flatMap(organizer -> organizer.all("component", "substanceAdministration"))
                .toList();
        if (elements.isEmpty()) {
            throw IcsrProblemException.missing(E2bElement.DRUG);
        }
        List<Role> roles = assessment
                .all("component", "causalityAssessment")
                .filter(causality -> causality.isOf(ROLE, CodeSystems.OBSERVATION))
                .map(causality -> new Role(
                        id(causality.first("subject2", "productUseReference")),
                        causality.first("value").attribute("code")))
                .toList();
        boolean byOrder = !areJoinedById(elements, roles) && roles.size() == elements.size();
        List<Drug> drugs = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String drugId = id(elements.get(i));
            String code = byOrder
                    ? roles.get(i).code()
                    : roles.stream()
                            .filter(role -> drugId != null && drugId.equals(role.drugId()))
                            .findFirst()
                            .map(Role::code)
                            .orElse(null);
            drugs.add(new Drug(elements.get(i), role(code)));
        }
        return drugs;
    }

    private static boolean areJoinedById(List<XmlElement> drugs, List<Role> roles) {
        Set<String> ids = new HashSet<>();
        for (XmlElement drug : drugs) {
            if (id(drug) == null || !ids.add(id(drug))) {
                return false;
            }
        }
        return roles.stream().allMatch(role -> ids.contains(role.drugId()));
    }

    private static String id(XmlElement element) {
        XmlElement id = element.first("id");
        String extension = id.attribute("extension");
        return extension == null ? id.attribute("root") : id.attribute("root") + "/" + extension;
    }

    /** @return empty for a drug that was not administered */
    private static Optional<ProductRole> role(String code) throws IcsrProblemException {
        if (code == null) {
            throw IcsrProblemException.missing(E2bElement.DRUG_ROLE);
        }
        return switch (code) {
            case "1" -> Optional.of(ProductRole.SUSPECT);
            case "2" -> Optional.of(ProductRole.CONCOMITANT);
            case "3" -> Optional.of(ProductRole.INTERACTING);
            case "4" -> Optional.empty();
            default -> throw IcsrProblemException.constraint(E2bElement.DRUG_ROLE, "is not one of 1 to 4");
        };
    }

    /** One product for each lot. */
    private static List<ObjectNode> products(Drug drug, List<String> notes) throws IcsrProblemException {
        XmlElement kind = drug.element().first("consumable", "instanceOfKind", "kindOfProduct");
        XmlElement code = kind.first("code");
        String reported = kind.first("name").text();
        String name = StableText.atMost(
                reported != null
                        ? reported
                        : kind.first("ingredient", "ingredientSubstance", "name")
                                .text(),
                LONGEST_NAME);
        if (name == null && code.attribute("code") == null) {
            throw IcsrProblemException.missing(E2bElement.DRUG_NAME);
        }
        String holder = StableText.atMost(
                kind.first(
                                "asManufacturedProduct",
                                "subjectOf",
                                "approval",
                                "holder",
                                "role",
                                "playingOrganization",
                                "name")
                        .text(),
                LONGEST_NAME);
        Set<String> lots = new LinkedHashSet<>();
        drug.element()
                .all(
                        "outboundRelationship2",
                        "substanceAdministration",
                        "consumable",
                        "instanceOfKind",
                        "productInstanceInstance",
                        "lotNumberText")
                .map(XmlElement::text)
                .filter(lot -> lot != null && !WORDS_FOR_NO_LOT.contains(lot.toUpperCase(Locale.ROOT)))
                .forEach(lots::add);
        if (lots.removeIf(lot -> lot.length() > LONGEST_LOT)) {
            notes.add("a lot number (G.k.4.r.7) of more than " + LONGEST_LOT + " characters was set aside");
        }
        if (lots.isEmpty()) {
            lots.add("");
        }
        return lots.stream()
                .map(lot -> {
                    ObjectNode product = JsonNodeFactory.instance.objectNode();
                    product.put(
                            "productCode",
                            ProductCodes.of(code.attribute("code"), code.attribute("codeSystem"), name, holder));
                    put(product, "productName", name);
                    put(product, "lotNumber", lot.isEmpty() ? null : lot);
                    put(product, "manufacturerId", holder);
                    return product.put("role", drug.role().orElseThrow().name());
                })
                .toList();
    }

    private static void put(ObjectNode product, String field, String value) {
        if (value != null) {
            product.put(field, value);
        }
    }
}
