package org.medsentry.schemas.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.TestingDocuments;

class IndexTemplatesTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> TYPES_OF_A_BARE_SERVER = Set.of(
            "keyword", "text", "date", "integer", "long", "double", "byte", "boolean", "binary", "object", "nested");

    private static final Map<String, Object> FULL_DOCUMENTS = Map.of(
            IndexNames.ALERTS, TestingDocuments.alert(),
            IndexNames.SIGNALS, TestingDocuments.signal(),
            IndexNames.DEAD_LETTERS, TestingDocuments.deadLetter());

    @ParameterizedTest
    @ValueSource(strings = {IndexNames.ALERTS, IndexNames.SIGNALS, IndexNames.DEAD_LETTERS})
    void everyFieldOfADocumentIsMappedAndNothingElse(String name) throws IOException {
        JsonNode document = MAPPER.readTree(Documents.toJson(FULL_DOCUMENTS.get(name)));
        Set<String> written = new TreeSet<>();
        collectFields(document, "", written);
        Set<String> mapped = new TreeSet<>();
        collectMapped(template(name).at("/template/mappings"), "", mapped);

        assertThat(mapped).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {IndexNames.ALERTS, IndexNames.SIGNALS, IndexNames.DEAD_LETTERS})
    void patternAliasAndReplicasFitTheName(String name) throws IOException {
        JsonNode template = template(name);

        assertThat(template.at("/index_patterns/0").asText()).isEqualTo(name + "-*");
        assertThat(template.at("/template/aliases").has(name)).isTrue();
        assertThat(template.at("/template/settings/index/auto_expand_replicas").asText())
                .isEqualTo("0-1");
    }

    /** What people did is never changed, and holds nothing that nobody thought of. */
    @Test
    void indicesOfTheConsoleAreStrict() throws IOException {
        assertThat(IndexTemplates.ofConsole()).containsOnlyKeys(IndexNames.AUDIT, IndexNames.CONSOLE_STATE);
        for (String json : IndexTemplates.ofConsole().values()) {
            JsonNode mappings = MAPPER.readTree(json).at("/template/mappings");
            assertThat(mappings.path("dynamic").asText()).isEqualTo("strict");
            collectMapped(mappings, "", new TreeSet<>());
        }
    }

    @Test
    void aFixedNumberOfReplicasReplacesTheDefault() throws IOException {
        for (String json : IndexTemplates.withReplicas(2).values()) {
            JsonNode settings = MAPPER.readTree(json).at("/template/settings/index");
            assertThat(settings.get("number_of_replicas").asInt()).isEqualTo(2);
            assertThat(settings.has("auto_expand_replicas")).isFalse();
        }
        assertThatThrownBy(() -> IndexTemplates.withReplicas(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode template(String name) throws IOException {
        return MAPPER.readTree(IndexTemplates.all().get(name));
    }

    private static void collectFields(JsonNode value, String path, Set<String> fields) {
        if (value.isObject()) {
            value.properties().forEach(field -> collectFields(field.getValue(), path + "/" + field.getKey(), fields));
        } else if (value.isArray()) {
            assertThat(value.isEmpty()).as("%s of the full document", path).isFalse();
            value.forEach(element -> collectFields(element, path, fields));
        } else {
            fields.add(path);
        }
    }

    private static void collectMapped(JsonNode mapping, String path, Set<String> fields) {
        JsonNode properties = mapping.get("properties");
        if (properties == null) {
            assertThat(mapping.get("type").asText()).as(path).isIn(TYPES_OF_A_BARE_SERVER);
            fields.add(path);
            return;
        }
        if (!path.isEmpty()) {
            assertThat(mapping.path("dynamic").asText())
                    .as("dynamic of %s", path)
                    .isEqualTo("strict");
        }
        properties.properties().forEach(field -> collectMapped(field.getValue(), path + "/" + field.getKey(), fields));
    }
}
