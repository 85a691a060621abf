package org.medsentry.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes small event and reference files by hand, and reads what came out. */
final class TestingFiles {

    static final String ANTIPYRETIC = "86900000000011";
    static final String EPHEDRINE = "86900000000022";
    static final String ON_PRESCRIPTION = "86900000000033";
    static final String VACCINE = "86900000000044";
    static final String PLAIN = "86900000000055";
    static final String UNKNOWN = "86900000000999";

    static final String RECALLED_LOT = "LOT-1";
    static final String RECALL_TIME = "2025-03-01T10:00:00+08:00";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestingFiles() {}

    static ObjectNode json(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** A purchase that no shipped rule minds. */
    static ObjectNode purchase(String eventId) {
        return json("""
                {"source": "chain-1", "occurredAt": "2025-03-01T10:00:00+08:00", "receiptId": "R-1", "pharmacyId": "PH-1",
                 "regionCode": "500111", "buyer": {"token": "buyer-1", "temperatureC": 36.5}, "quantity": 1,
                 "channel": "COUNTER"}
                """).put("eventId", eventId).put("productCode", PLAIN);
    }

    /** A report that no shipped rule minds. */
    static ObjectNode report(String eventId) {
        ObjectNode report = json("""
                {"source": "hospital-1", "occurredAt": "2025-03-01T09:00:00+08:00", "reportedAt": "2025-03-01T10:00:00+08:00",
                 "reporterType": "HOSPITAL", "reporterId": "H-1", "regionCode": "500111", "expectedness": "LISTED",
                 "products": [{"productCode": "", "lotNumber": "LOT-9", "role": "SUSPECT"}],
                 "reactions": [{"code": "10037844", "term": "Rash", "systemOrganClass": "10040785"}]}
                """).put("eventId", eventId);
        return product(report, PLAIN);
    }

    static ObjectNode product(ObjectNode report, String productCode) {
        ((ObjectNode) report.get("products").get(0)).put("productCode", productCode);
        return report;
    }

    static ObjectNode serious(ObjectNode report, String... seriousness) {
        Arrays.stream(seriousness).forEach(report.putArray("seriousness")::add);
        return report;
    }

    /** An order that no shipped rule minds. */
    static ObjectNode order(String eventId) {
        return json("""
                {"source": "platform-1", "occurredAt": "2025-03-01T10:00:00+08:00", "type": "ORDER", "platformId": "PL-1",
                 "sellerId": "S-1", "sellerLicence": "LIC-VALID", "productName": "Vitamin C", "quantity": 1, "price": 9.9,
                 "prescriptionVerified": true, "buyer": {"token": "buyer-2", "shipRegionCode": "500111"}}
                """).put("eventId", eventId).put("productCode", PLAIN);
    }

    /** Products, licences and recalls for the records above. */
    static void writeReference(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("products.jsonl"), """
                {"productCode": "86900000000011", "nameZh": "退热片", "categories": ["ANTIPYRETIC"]}
                {"productCode": "86900000000022", "nameZh": "麻黄碱复方", "controlClass": "EPHEDRINE_COMPOUND"}
                {"productCode": "86900000000033", "nameZh": "处方药", "prescriptionOnly": true}
                {"productCode": "86900000000044", "nameZh": "疫苗", "nameEn": "Vaccine", "riskClasses": ["VACCINE"], "onlineBanned": true}
                {"productCode": "86900000000055", "nameZh": "维生素", "nameEn": "Vitamin C"}
                """);
        write(directory.resolve("recalls.jsonl"), """
                {"recallId": "RC-1", "productCode": "86900000000055", "lotNumbers": ["LOT-1"], "class": 2, "effectiveAt": "2025-03-01T10:00:00+08:00", "status": "ACTIVE"}
                {"recallId": "RC-2", "productCode": "86900000000044", "class": 1, "effectiveAt": "2025-03-01T10:00:00+08:00", "status": "ACTIVE"}
                {"recallId": "RC-3", "productCode": "86900000000055", "lotNumbers": ["LOT-3"], "class": 2, "effectiveAt": "2025-03-01T10:00:00+08:00", "status": "CLOSED"}
                """);
        write(directory.resolve("licences.jsonl"), """
                {"licenceNumber": "LIC-VALID", "sellerIds": ["S-1"], "validFrom": "2025-03-01T10:00:00+08:00", "validTo": "2025-03-31T10:00:00+08:00", "status": "ACTIVE"}
                {"licenceNumber": "LIC-SUSPENDED", "sellerIds": ["S-1"], "validFrom": "2025-01-01T00:00:00+08:00", "validTo": "2026-01-01T00:00:00+08:00", "status": "SUSPENDED"}
                """);
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void write(Path file, List<? extends JsonNode> records) throws IOException {
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append(record).append('\n'));
        write(file, lines.toString());
    }

    static void compress(Path file) throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(file.resolveSibling(file.getFileName() + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    static List<JsonNode> read(Path directory, String file) {
        try {
            List<JsonNode> documents = new ArrayList<>();
            for (String line : Files.readAllLines(directory.resolve(file), StandardCharsets.UTF_8)) {
                documents.add(JSON.readTree(line));
            }
            return documents;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
