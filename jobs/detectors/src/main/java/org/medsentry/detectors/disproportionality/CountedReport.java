package org.medsentry.detectors.disproportionality;

import java.util.List;

/**
 * What the newest version of a report says, as far as a table counts it.
 *
 * @param version a higher one replaces it
 * @param products those that count, each once; empty in a report that was withdrawn
 * @param reactions each once
 */
public record CountedReport(int version, List<String> products, List<String> reactions) {

    public CountedReport {
        products = products.stream().distinct().toList();
        reactions = reactions.stream().distinct().toList();
    }

    static CountedReport withdrawn(int version) {
        return new CountedReport(version, List.of(), List.of());
    }

    /** A report that names no pair is no part of the table. */
    boolean counts() {
        return !products.isEmpty() && !reactions.isEmpty();
    }

    boolean names(String product, String reaction) {
        return products.contains(product) && reactions.contains(reaction);
    }
}
