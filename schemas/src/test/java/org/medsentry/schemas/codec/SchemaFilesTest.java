package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.TestingDocuments;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.ReferenceRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas as documents: complete, described, and true of what the product writes itself. */
class SchemaFilesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @EnumSource
    void everyFieldIsDescribed(Topic topic) {
        JsonNode schema = SchemaVerdict.schema(topic).getSchemaNode();

        assertThat(schema.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asString()).isEqualTo("urn:medsentry:schema:" + topic.id());
        assertThat(schema.get("description").asString()).isNotBlank();
        assertDescribed(schema, topic.id());
    }

    private static void assertDescribed(JsonNode schema, String path) {
        schema.path("properties").properties().forEach(field -> {
            String fieldPath = path + "/" + field.getKey();
            assertThat(field.getValue().path("description").asString(""))
                    .as(fieldPath)
                    .isNotBlank();
            assertDescribed(field.getValue(), fieldPath);
            assertDescribed(field.getValue().path("items"), fieldPath);
        });
        schema.path("$defs").properties().forEach(part -> assertDescribed(part.getValue(), part.getKey()));
    }

    @Test
    void whatTheProductWritesIsValidAndEveryFieldOfItIsInTheSchema() {
        Map<Topic, Object> documents = new EnumMap<>(Map.of(
                Topic.SIGNALS, TestingDocuments.signal(),
                Topic.ALERTS, TestingDocuments.alert(),
                Topic.ALERT_ACTIONS, TestingDocuments.alertAction(),
                Topic.ACTION_RESULTS, TestingDocuments.actionResult(),
                Topic.TRIGGERS, TestingDocuments.trigger(),
                Topic.DELIVERIES, TestingDocuments.delivery(),
                Topic.DEAD_LETTERS, TestingDocuments.deadLetter(),
                Topic.LATE_RECORDS, TestingDocuments.lateRecord(),
                Topic.SIGHTINGS, TestingDocuments.sighting(),
                Topic.RULES, TestingDocuments.rulePublication()));
        documents.put(Topic.GATEWAY_ACCOUNTS, TestingDocuments.gatewayAccount());
        documents.forEach((topic, document) -> {
            byte[] json = Documents.toJson(document);
            JsonNode schema = SchemaVerdict.schema(topic).getSchemaNode();

            assertThat(SchemaVerdict.of(topic, json).violations())
                    .as(topic.id())
                    .isEmpty();
            Set<String> described = new TreeSet<>();
            collectProperties(schema, schema, "", described);
            Set<String> written = new TreeSet<>();
            collectFields(MAPPER.readTree(json), "", written);
            assertThat(described).as(topic.id()).isEqualTo(written);
        });
    }

    @Test
    void aLateRecordWithoutItsTextAndASightingOfALotAloneAreValid() {
        LateRecord late = TestingDocuments.lateRecord();
        LateRecord withoutText = new LateRecord(
                late.stream(),
                late.source(),
                late.eventId(),
                late.version(),
                late.streamTime(),
                late.watermark(),
                late.latenessSeconds(),
                late.missed(),
                null);
        assertThat(violations(Topic.LATE_RECORDS, withoutText)).isEmpty();
        assertThat(violations(Topic.SIGHTINGS, sighting(null, "L1"))).isEmpty();
        assertThat(violations(Topic.SIGHTINGS, sighting(null, null)))
                .as("of nothing")
                .isNotEmpty();
    }

    private static Map<String, Set<DeadLetterReason>> violations(Topic topic, Object document) {
        return SchemaVerdict.of(topic, Documents.toJson(document)).violations();
    }

    private static Sighting sighting(String traceCode, String lotNumber) {
        Sighting full = TestingDocuments.sighting();
        return new Sighting(
                traceCode,
                full.productCode(),
                lotNumber,
                full.stream(),
                full.source(),
                full.eventId(),
                full.occurredAt(),
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTS", "LICENCES", "RECALLS", "REGIONS", "UNITS"})
    void everyRowOfTheDefaultCatalogueIsValid(Topic topic) {
        for (ReferenceRow row : DefaultCatalogue.rows(topic)) {
            byte[] json = Documents.toJson(row);
            assertThat(SchemaVerdict.of(topic, json).violations())
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    private static void collectFields(JsonNode value, String path, Set<String> fields) {
        if (value.isObject()) {
            value.properties().forEach(field -> collectFields(field.getValue(), path + "/" + field.getKey(), fields));
        } else if (value.isArray()) {
            value.forEach(element -> collectFields(element, path, fields));
        } else {
            fields.add(path);
        }
    }

    private static void collectProperties(JsonNode root, JsonNode schema, String path, Set<String> fields) {
        if (schema.has("$ref")) {
            collectProperties(root, root.at(schema.get("$ref").asString().substring(1)), path, fields);
        } else if (schema.has("items")) {
            collectProperties(root, schema.get("items"), path, fields);
        } else if (schema.at("/anyOf/0").has("$ref")) {
            collectProperties(root, schema.at("/anyOf/0"), path, fields);
        } else if (schema.has("properties")) {
            schema.get("properties")
                    .properties()
                    .forEach(field -> collectProperties(root, field.getValue(), path + "/" + field.getKey(), fields));
        } else {
            fields.add(path);
        }
    }
}
