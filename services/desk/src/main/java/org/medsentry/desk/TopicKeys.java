package org.medsentry.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.medsentry.schemas.Topic;

/**
 * What a record is keyed by on its topic. Keys are seen by everybody who may read a topic, so they never hold a person's
 * number: purchases go by pharmacy, not by buyer.
 */
public final class TopicKeys {

    private static final Map<Topic, String> POINTERS = Map.ofEntries(
            Map.entry(Topic.PURCHASE_REGISTRATIONS, "/pharmacyId"),
            Map.entry(Topic.ADVERSE_REACTIONS, "/products/0/productCode"),
            Map.entry(Topic.ONLINE_SALES, "/sellerId"),
            Map.entry(Topic.PRODUCTS, "/productCode"),
            Map.entry(Topic.LICENCES, "/licenceNumber"),
            Map.entry(Topic.RECALLS, "/recallId"),
            Map.entry(Topic.REGIONS, "/code"),
            Map.entry(Topic.UNITS, "/unitId"),
            Map.entry(Topic.ALERT_ACTIONS, "/actionId"));

    private TopicKeys() {}

    /** Whether people and networks write to this topic, record by record. */
    public static boolean takesRecords(Topic topic) {
        return POINTERS.containsKey(topic);
    }

    /** Name of the field that identifies a row. */
    public static String field(Topic topic) {
        return POINTERS.get(topic).substring(1);
    }

    /** The key, or null where the record has none. */
    public static String of(Topic topic, JsonNode record) {
        JsonNode value = record.at(POINTERS.get(topic));
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
