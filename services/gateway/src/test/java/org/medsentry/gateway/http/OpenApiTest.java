package org.medsentry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.gateway.TestingGateway;
import org.medsentry.gateway.TestingRecords;
import org.medsentry.gateway.body.BodyLimits;
import org.medsentry.gateway.reception.RecordStatus;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.schemas.Stream;

/** The description of the interface and the gateway say the same: paths, statuses, bodies, examples. */
class OpenApiTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /** Ways in that are tested in rooms of their own, since they are added to the server. */
    private static final Set<String> ADDED = Set.of("POST /v1/icsr", "GET /v1/reconciliation");

    @TempDir
    private static Path folder;

    private static TestingGateway gateway;
    private static JsonNode openApi;

    @BeforeAll
    static void start() throws Exception {
        BodyLimits limits = new BodyLimits(100_000, 200_000, 100, 500, Duration.ofSeconds(10), 1_024);
        gateway = new TestingGateway(
                folder, TestingGateway.settings().withLimits(limits).withIdleTimeout(Duration.ofSeconds(2)));
        openApi = MAPPER.readTree(gateway.get("/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void describesEveryPathAndNoOther() {
        Set<String> described = new TreeSet<>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).containsAll(ADDED);
        described.removeAll(ADDED);
        assertThat(described).isEqualTo(gateway.paths());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        for (JsonNode reference : openApi.findValues("$ref")) {
            String target = reference.textValue();
            if (target.startsWith("#")) {
                assertThat(openApi.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(gateway.get("/" + target).statusCode()).as(target).isEqualTo(200);
            }
        }
    }

    @Test
    void namesEveryStatusAndReason() {
        JsonNode result = openApi.at("/components/schemas/Result/properties");
        assertThat(texts(result.at("/status/enum"))).isEqualTo(names(RecordStatus.values()));
        assertThat(texts(result.at("/reason/enum"))).isEqualTo(names(RefusalReason.values()));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void examplesAreGoodRecords(Stream stream) throws Exception {
        Schema schema = SCHEMAS.getSchema(
                gateway.get("/schema/" + stream.id() + ".schema.json").body());
        JsonNode content = post(stream).at("/requestBody/content");
        JsonNode examples = content.path("application/json").path("examples");
        assertValid(schema, examples.at("/one/value").toString());
        assertThat(examples.at("/array/value")).hasSizeGreaterThan(1);
        for (JsonNode example : examples.at("/array/value")) {
            assertValid(schema, example.toString());
        }
        String lines = content.path("application/x-ndjson").path("example").textValue();
        for (String line : lines.split("\n")) {
            assertValid(schema, line);
        }
    }

    /** Each status is provoked once, and these are the ones described. */
    @ParameterizedTest
    @EnumSource
    void answersWithTheStatusesAndBodiesDescribed(Stream stream) throws Exception {
        Map<String, HttpResponse<String>> answers = provoked(stream);
        JsonNode responses = post(stream).path("responses");
        Set<String> described = new TreeSet<>();
        responses.fieldNames().forEachRemaining(described::add);
        Set<String> provoked = new TreeSet<>(answers.keySet());
        provoked.add("408");
        assertThat(described).isEqualTo(provoked);
        for (Map.Entry<String, HttpResponse<String>> answer : answers.entrySet()) {
            HttpResponse<String> response = answer.getValue();
            assertThat(String.valueOf(response.statusCode())).isEqualTo(answer.getKey());
            JsonNode description = resolved(responses.path(answer.getKey()));
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode schema = description.path("content").path(type).path("schema");
            assertThat(schema.isMissingNode()).as(answer.getKey() + " " + type).isFalse();
            assertValid(component(schema.path("$ref").textValue()), response.body());
            assertThat(response.headers().firstValue("Retry-After").isPresent())
                    .as("Retry-After of " + answer.getKey())
                    .isEqualTo(description.path("headers").has("Retry-After"));
        }
        assertThat(gateway.raw("POST /v1/" + stream.id() + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + gateway.key
                        + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"))
                .contains(" 408 ");
    }

    private static Map<String, HttpResponse<String>> provoked(Stream stream) throws Exception {
        String path = "/v1/" + stream.id();
        String record = TestingRecords.record(stream, TestingRecords.SOURCE, "e1");
        Map<String, HttpResponse<String>> answers = new TreeMap<>();
        answers.put("200", gateway.post(path, record));
        answers.put("207", gateway.post(path, "[" + record + "," + record + ",{}]"));
        answers.put("400", gateway.post(path, "?"));
        answers.put("401", gateway.send(gateway.request(path).POST(BodyPublishers.ofString(record))));
        answers.put("403", keyed(path, gateway.keyWithoutStreams(stream)));
        answers.put("413", gateway.post(path, " ".repeat(100_001)));
        answers.put("415", gateway.post(path, "text/csv", new byte[1]));
        String small = gateway.keyWithOneRecordADay();
        keyed(path, small);
        answers.put("429", keyed(path, small));
        gateway.ready = false;
        answers.put("503", gateway.post(path, record));
        gateway.ready = true;
        return answers;
    }

    private static HttpResponse<String> keyed(String path, String key) throws IOException, InterruptedException {
        return gateway.send(gateway.request(path)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    private static JsonNode post(Stream stream) {
        return openApi.path("paths").path("/v1/" + stream.id()).path("post");
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? openApi.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private static Schema component(String reference) {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$ref", reference);
        schema.set("components", openApi.path("components"));
        return SCHEMAS.getSchema(schema.toString());
    }

    private static void assertValid(Schema schema, String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
}
