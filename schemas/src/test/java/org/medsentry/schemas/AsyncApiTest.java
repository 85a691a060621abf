package org.medsentry.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AsyncApiTest {
    private static final JsonNode DOCUMENT = load();

    @Test
    void namesExactlyTheTopics() {
        Set<String> addresses = new TreeSet<>();
        DOCUMENT.get("channels")
                .forEach(channel -> addresses.add(channel.get("address").asText()));

        assertThat(addresses)
                .isEqualTo(Arrays.stream(Topic.values()).map(Topic::id).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(DOCUMENT.get("channels")).hasSize(Topic.values().length);
        assertThat(DOCUMENT.get("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @ParameterizedTest
    @EnumSource
    void eachTopicHasItsKindItsKeyAndItsSchema(Topic topic) {
        JsonNode channel = channel(topic);
        JsonNode message = resolve(resolve(channel.get("messages").elements().next()));

        assertThat(channel.get("x-medsentry-kind").asText())
                .isEqualTo(topic.kind().name());
        assertThat(channel.path("x-message-timestamp-type").asText().equals("LogAppendTime"))
                .isEqualTo(topic.kind() == Topic.Kind.INPUT);
        boolean compacted = topic.kind() == Topic.Kind.REFERENCE
                || topic == Topic.ALERT_ACTIONS
                || topic == Topic.DELIVERIES
                || topic == Topic.GATEWAY_ACCOUNTS;
        assertThat(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                        .asText())
                .isEqualTo(compacted ? "compact" : "delete");
        assertThat(message.at("/bindings/kafka/key/description").asText()).isNotBlank();
        assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("schema/" + topic.id() + ".schema.json");
        assertThat(getClass().getResource("/schema/" + topic.id() + ".schema.json"))
                .isNotNull();
    }

    @Test
    void everyOperationNamesAChannel() {
        assertThat(DOCUMENT.get("operations")).hasSize(Topic.values().length);
        DOCUMENT.get("operations")
                .forEach(operation -> assertThat(
                                resolve(operation.get("channel")).has("address"))
                        .isTrue());
    }

    private static JsonNode channel(Topic topic) {
        for (JsonNode channel : DOCUMENT.get("channels")) {
            if (channel.get("address").asText().equals(topic.id())) {
                return channel;
            }
        }
        throw new AssertionError("no channel for " + topic.id());
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static JsonNode load() {
        try (InputStream stream = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(stream);
            return new JsonMapper().valueToTree(document);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
