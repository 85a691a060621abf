package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;

/** Holds answers against the description of the interface. */
public final class TestingContract {
    private static final JsonMapper MAPPER = new JsonMapper();

    private TestingContract() {}

    /** @param component name of a schema of the description */
    public static void check(String component, String answer) {
        try (InputStream in = TestingContract.class.getResourceAsStream("/org/medsentry/gateway/openapi.json")) {
            JsonNode openApi = MAPPER.readTree(in);
            ObjectNode schema = MAPPER.createObjectNode();
            schema.put("$ref", "#/components/schemas/" + component);
            schema.set("components", openApi.path("components"));
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema.toString())
                            .validate(answer, InputFormat.JSON))
                    .as(answer)
                    .isEmpty();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
