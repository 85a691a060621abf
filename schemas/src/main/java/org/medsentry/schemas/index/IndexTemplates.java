package org.medsentry.schemas.index;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The composable index templates that must be in Elasticsearch ({@code PUT _index_template/<name>}) before the first
 * document. They ask for nothing but what a bare Elasticsearch or OpenSearch server has.
 */
public final class IndexTemplates {
    private static final List<String> NAMES = List.of(IndexNames.ALERTS, IndexNames.SIGNALS, IndexNames.DEAD_LETTERS);
    private static final List<String> CONSOLE_NAMES = List.of(IndexNames.AUDIT, IndexNames.CONSOLE_STATE);

    private IndexTemplates() {}

    /** Name to JSON. A cluster of one node gets no replicas, a larger one gets one of each shard. */
    public static Map<String, String> all() {
        return of(NAMES);
    }

    /** The same for the indices that the console writes itself. */
    public static Map<String, String> ofConsole() {
        return of(CONSOLE_NAMES);
    }

    private static Map<String, String> of(List<String> names) {
        Map<String, String> templates = new LinkedHashMap<>();
        names.forEach(name -> templates.put(name, new String(read(name), StandardCharsets.UTF_8)));
        return templates;
    }

    /**
     * Name to JSON, with a fixed number of replicas of each shard.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static Map<String, String> withReplicas(int replicas) {
        if (replicas < 0) {
            throw new IllegalArgumentException("the number of replicas must not be negative: " + replicas);
        }
        JsonMapper mapper = new JsonMapper();
        Map<String, String> templates = new LinkedHashMap<>();
        NAMES.forEach(name -> {
            try {
                ObjectNode template = (ObjectNode) mapper.readTree(read(name));
                ObjectNode settings = (ObjectNode) template.at("/template/settings/index");
                settings.remove("auto_expand_replicas");
                settings.put("number_of_replicas", replicas);
                templates.put(name, mapper.writeValueAsString(template));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return templates;
    }

    private static byte[] read(String name) {
        String resource = "/elasticsearch/" + name + ".json";
        try (InputStream stream = IndexTemplates.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
