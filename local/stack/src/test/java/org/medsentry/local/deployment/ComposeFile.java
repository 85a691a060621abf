package org.medsentry.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * docker/compose.yaml as Compose would read it: merge keys applied, variables put in. With no container engine at hand this is
 * how tests learn what a user's command would start.
 */
final class ComposeFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

    private final Map<String, Object> content;
    private final Set<String> usedVariables = new TreeSet<>();
    private final Map<String, String> variables;

    private ComposeFile(Object content, Map<String, String> variables) {
        this.variables = variables;
        this.content = map(resolve(content));
    }

    static ComposeFile load(Map<String, String> variables) {
        Path file = Repository.docker().resolve("compose.yaml");
        try (var reader = Files.newBufferedReader(file)) {
            return new ComposeFile(new Load(LoadSettings.builder().build()).loadFromReader(reader), variables);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Object resolve(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            if (map.containsKey("<<")) {
                resolved.putAll(map(resolve(map.get("<<"))));
            }
            map.forEach((key, value) -> {
                if (!key.equals("<<")) {
                    resolved.put(key.toString(), resolve(value));
                }
            });
            return resolved;
        }
        if (node instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            list.forEach(element -> resolved.add(resolve(element)));
            return resolved;
        }
        return node instanceof String text ? interpolate(text) : node;
    }

    private String interpolate(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        String result = matcher.replaceAll(match -> {
            usedVariables.add(match.group(1));
            String value = variables.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException(match.group() + " is not in .env");
            }
            return Matcher.quoteReplacement(value);
        });
        if (VARIABLE.matcher(text).replaceAll("").contains("$")) {
            throw new IllegalArgumentException("a $ that is no ${VARIABLE}: " + text);
        }
        return result;
    }

    Set<String> usedVariables() {
        return usedVariables;
    }

    Set<String> services() {
        return map(content.get("services")).keySet();
    }

    Service service(String name) {
        return new Service(name, map(map(content.get("services")).get(name)));
    }

    List<Service> allServices() {
        return services().stream().map(this::service).toList();
    }

    /** Names declared at the top level under {@code secrets} or {@code volumes}. */
    Map<String, Object> declared(String section) {
        return map(content.get(section));
    }

    /** One entry of {@code services}. */
    record Service(String name, Map<String, Object> content) {

        String text(String key) {
            return content.get(key).toString();
        }

        List<String> command() {
            return texts("command");
        }

        List<String> texts(String key) {
            Object list = content.getOrDefault(key, List.of());
            return ((List<?>) list).stream().map(Object::toString).toList();
        }

        Map<String, Object> part(String key) {
            return map(content.getOrDefault(key, Map.of()));
        }

        /** The settings that the entry point of Flink's image makes of FLINK_PROPERTIES. */
        Map<String, String> flinkProperties() {
            Map<String, String> properties = new LinkedHashMap<>();
            part("environment")
                    .getOrDefault("FLINK_PROPERTIES", "")
                    .toString()
                    .lines()
                    .forEach(line -> {
                        String[] pair = line.replaceAll("\\s", "").split(":", 2);
                        if (properties.put(pair[0], pair[1]) != null) {
                            throw new IllegalArgumentException("set twice: " + pair[0]);
                        }
                    });
            return properties;
        }

        boolean isFlink() {
            return !flinkProperties().isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
