package org.medsentry.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of rules that ships with the product. */
public final class DefaultRules {

    /** A class path cannot be listed, so the files are named; a test holds the list against the folder. */
    private static final List<String> IDS = List.of(
            "adr-death",
            "adr-disproportionality",
            "adr-group-event",
            "adr-high-risk-product",
            "adr-late-report",
            "adr-lot-cluster",
            "adr-serious-unlisted",
            "adr-surge",
            "diversion-ring",
            "lot-hazard",
            "multipoint-outbreak",
            "online-banned",
            "online-ephedrine-splitting",
            "online-licence-shared",
            "online-prescription-unverified",
            "online-price-anomaly",
            "online-recalled-lot",
            "online-relisting",
            "online-surge",
            "online-unlicensed",
            "pharmacy-silent",
            "purchase-ephedrine-hopping",
            "purchase-ephedrine-limit",
            "purchase-fever",
            "purchase-fever-cluster",
            "purchase-opioid-shopping",
            "purchase-prescription-missing",
            "purchase-recalled-lot",
            "purchase-repeat-four-kinds",
            "purchase-stockpiling",
            "purchase-surge",
            "purchase-trace-duplicate",
            "spatial-spread",
            "trace-cloned");

    private DefaultRules() {}

    /** The YAML texts by file name, in the order of the names. */
    public static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        IDS.forEach(id -> files.put(id + ".yaml", read(id + ".yaml")));
        return Collections.unmodifiableMap(files);
    }

    private static String read(String name) {
        try (InputStream stream = DefaultRules.class.getResourceAsStream("/rules/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }
}
