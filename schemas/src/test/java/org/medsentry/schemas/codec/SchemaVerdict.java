package org.medsentry.schemas.codec;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the JSON Schema of a topic says of a record, in the words of the decoders: the second opinion that they are held
 * against.
 *
 * @param record the parsed record, null where it is no JSON
 * @param violations pointer to what may be the reason there; empty if the record is valid
 */
record SchemaVerdict(JsonNode record, Map<String, Set<DeadLetterReason>> violations) {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100_000)
                            .maxNumberLength(100_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .losslessNarrowing(true)
                    .build()));
    private static final BigDecimal HUGE = new BigDecimal("1e18");
    private static final Map<Topic, Schema> LOADED = new EnumMap<>(Topic.class);

    /** Null if a number's exponent is beyond what the parser of this opinion can hold. */
    static SchemaVerdict of(Topic topic, byte[] value) {
        if (value.length > 65_536) {
            return new SchemaVerdict(null, Map.of("", Set.of(DeadLetterReason.TOO_LARGE)));
        }
        JsonNode record;
        try {
            record = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException | JacksonException malformed) {
            record = null;
        } catch (NumberFormatException beyondBigDecimal) {
            return null;
        }
        if (record == null || record.isMissingNode()) {
            return new SchemaVerdict(null, Map.of("", Set.of(DeadLetterReason.MALFORMED_JSON)));
        }
        if (!record.isObject()) {
            return new SchemaVerdict(record, Map.of("", Set.of(DeadLetterReason.NOT_AN_OBJECT)));
        }
        Map<String, Set<DeadLetterReason>> violations = new TreeMap<>();
        for (Error error : schema(topic).validate(withoutHugeDecimals(record))) {
            String place = error.getInstanceLocation().toString();
            String pointer = error.getKeyword().equals("required") ? place + "/" + error.getProperty() : place;
            violations
                    .computeIfAbsent(pointer, any -> EnumSet.noneOf(DeadLetterReason.class))
                    .add(reason(error));
        }
        return new SchemaVerdict(record, violations);
    }

    /**
     * The validator (json-schema-validator 3.0.9) fails on decimals beyond a long where it compares them with integers; a
     * whole number that is as far out of every range stands in for them.
     */
    private static JsonNode withoutHugeDecimals(JsonNode node) {
        if (node.isBigDecimal() && node.decimalValue().abs().compareTo(HUGE) > 0) {
            return MAPPER.getNodeFactory()
                    .numberNode(node.decimalValue().signum() < 0 ? HUGE.negate().toBigInteger() : HUGE.toBigInteger());
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), withoutHugeDecimals(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(withoutHugeDecimals(element)));
            return copy;
        }
        return node;
    }

    private static DeadLetterReason reason(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> DeadLetterReason.MISSING_FIELD;
            case "type" ->
                error.getInstanceNode().isNull() ? DeadLetterReason.MISSING_FIELD : DeadLetterReason.WRONG_TYPE;
            default -> DeadLetterReason.CONSTRAINT;
        };
    }

    static Schema schema(Topic topic) {
        return LOADED.computeIfAbsent(topic, any -> {
            String resource = "/schema/" + topic.id() + ".schema.json";
            try (InputStream stream = SchemaVerdict.class.getResourceAsStream(resource)) {
                return SCHEMAS.getSchema(stream, InputFormat.JSON);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }
}
