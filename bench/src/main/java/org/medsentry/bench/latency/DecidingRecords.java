package org.medsentry.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;

/** Records that raise alerts of level III, each of its own: of a rule on one record and of one that counts three patients. */
final class DecidingRecords {

    static final String ONE_EVENT = "purchase-ephedrine-limit";
    static final String COUNT = "adr-lot-cluster";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNTY = "500111";
    private static final List<Product> PLAIN = products(product -> product.controlClass() == ControlClass.NONE
            && !product.prescriptionOnly()
            && product.categories().isEmpty()
            && product.riskClasses().isEmpty());
    private static final Product EPHEDRINE = products(
                    product -> product.controlClass() == ControlClass.EPHEDRINE_COMPOUND)
            .get(0);

    private DecidingRecords() {}

    private static List<Product> products(Predicate<Product> wanted) {
        return DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(wanted)
                .toList();
    }

    private static ObjectNode record(String eventId) {
        return JSON.createObjectNode()
                .put("eventId", eventId)
                .put("source", "latency")
                .put("occurredAt", Instant.now().toString())
                .put("regionCode", COUNTY);
    }

    /** Of which no rule takes notice. */
    static byte[] harmless(long number) {
        return purchase("load-" + number, PLAIN.get((int) (number % PLAIN.size())), 1);
    }

    static byte[] overTheLimit(int sample) {
        return purchase("one-" + sample, EPHEDRINE, 3);
    }

    private static byte[] purchase(String eventId, Product product, int quantity) {
        ObjectNode purchase = record(eventId)
                .put("receiptId", "receipt-" + eventId)
                .put("pharmacyId", "pharmacy-" + eventId.hashCode() % 500)
                .put("productCode", product.productCode())
                .put("quantity", quantity)
                .put("channel", "COUNTER");
        purchase.putObject("buyer").put("token", "buyer-" + eventId);
        return purchase.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String lot(int sample) {
        return "LOT-" + sample;
    }

    /** @param patient 1 to 3; the third decides */
    static byte[] report(int sample, int patient) {
        ObjectNode report = record("report-" + sample + "-" + patient)
                .put("reportedAt", Instant.now().toString())
                .put("reporterType", "HOSPITAL")
                .put("expectedness", "LISTED");
        report.putObject("patient").put("token", "patient-" + sample + "-" + patient);
        report.putArray("seriousness");
        report.putArray("products")
                .addObject()
                .put("productCode", PLAIN.get(sample % PLAIN.size()).productCode())
                .put("lotNumber", lot(sample))
                .put("role", "SUSPECT");
        report.putArray("reactions").addObject().put("code", "10037844").put("systemOrganClass", "10040785");
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }
}
