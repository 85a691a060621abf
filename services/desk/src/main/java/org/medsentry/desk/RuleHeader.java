package org.medsentry.desk;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a list of rules shows of a rule file. Read leniently: a rule that an older version published must still be listed.
 *
 * @param id null where the file names none
 * @param version 1 where the file names none
 */
public record RuleHeader(
        String id, int version, String kind, String stream, String level, String titleZh, String titleEn) {

    public static RuleHeader of(String yaml) {
        Map<?, ?> top = map(load(yaml));
        Map<?, ?> title = map(top.get("title"));
        return new RuleHeader(
                text(top.get("id")),
                top.get("version") instanceof Number version ? version.intValue() : 1,
                text(top.get("kind")),
                text(top.get("stream")),
                text(top.get("level")),
                text(title.get("zh")),
                text(title.get("en")));
    }

    private static Object load(String yaml) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(yaml);
        } catch (YamlEngineException malformed) {
            return null;
        }
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
