package org.medsentry.gateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the keys from a YAML file: a list {@code keys} whose entries have the fields of {@link ApiKey}, the limits optional. */
public final class KeysFile {
    private static final Set<String> FIELDS =
            Set.of("id", "hash", "source", "streams", "recordsPerSecond", "burst", "recordsPerDay", "regionCode");
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final int MOST_CODE_POINTS = 16 << 20;

    private KeysFile() {}

    /** @throws KeysFileException naming the entry and the field that is wrong */
    public static List<ApiKey> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new KeysFileException("cannot read the keys file " + file, unreadable);
        } catch (IllegalArgumentException | YamlEngineException wrong) {
            throw new KeysFileException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    static List<ApiKey> parse(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("keys")
                .setCodePointLimit(MOST_CODE_POINTS)
                .build();
        Object root = new Load(settings).loadFromString(yaml);
        if (!(root instanceof Map<?, ?> top) || !top.containsKey("keys") || top.size() != 1) {
            throw new IllegalArgumentException("the file must have one field, keys, with a list");
        }
        List<?> entries = entries(top.get("keys"));
        List<ApiKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object entry : entries) {
            ApiKey key = key(entry, "keys[" + keys.size() + "]");
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("the id " + key.id() + " appears twice");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static List<?> entries(Object keys) {
        if (keys == null) {
            return List.of();
        }
        if (keys instanceof List<?> entries) {
            return entries;
        }
        throw new IllegalArgumentException("keys must be a list");
    }

    private static ApiKey key(Object entry, String place) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException(place + " must be an object");
        }
        for (Object name : fields.keySet()) {
            if (!FIELDS.contains(String.valueOf(name))) {
                throw new IllegalArgumentException(place + "." + name + " is not known");
            }
        }
        long rate = number(fields, place, "recordsPerSecond", ApiKey.DEFAULT_RECORDS_PER_SECOND);
        return new ApiKey(
                name(fields, place),
                hash(fields, place),
                text(fields, place, "source", ".{1,64}"),
                streams(fields, place),
                rate,
                number(fields, place, "burst", Math.max(rate, ApiKey.DEFAULT_BURST)),
                number(fields, place, "recordsPerDay", ApiKey.DEFAULT_RECORDS_PER_DAY),
                fields.get("regionCode") == null ? null : text(fields, place, "regionCode", "[0-9]{6}"));
    }

    private static String name(Map<?, ?> fields, String place) {
        return text(fields, place, "id", NAME);
    }

    private static KeyHash hash(Map<?, ?> fields, String place) {
        try {
            return KeyHash.parse(text(fields, place, "hash", ".*"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(place + ".hash must be sha256: and 64 hexadecimal digits", wrong);
        }
    }

    private static String text(Map<?, ?> fields, String place, String field, String form) {
        if (fields.get(field) instanceof String text && text.matches(form)) {
            return text;
        }
        throw new IllegalArgumentException(place + "." + field + " is missing or has another form than " + form);
    }

    private static long number(Map<?, ?> fields, String place, String field, long otherwise) {
        Object value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.longValue() >= 1 && number.longValue() <= 1_000_000_000_000L) {
            return number.longValue();
        }
        throw new IllegalArgumentException(place + "." + field + " must be a whole number from 1");
    }

    private static Set<Stream> streams(Map<?, ?> fields, String place) {
        Object value = fields.get("streams");
        if (value == null) {
            return EnumSet.allOf(Stream.class);
        }
        Set<Stream> streams = EnumSet.noneOf(Stream.class);
        if (value instanceof List<?> ids) {
            for (Object id : ids) {
                try {
                    streams.add(Stream.of(String.valueOf(id)));
                } catch (IllegalArgumentException unknown) {
                    throw new IllegalArgumentException(place + ".streams: " + unknown.getMessage(), unknown);
                }
            }
        }
        if (streams.isEmpty()) {
            throw new IllegalArgumentException(place + ".streams must be a list of streams, or be left out for all");
        }
        return streams;
    }
}
