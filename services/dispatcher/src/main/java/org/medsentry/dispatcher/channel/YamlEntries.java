package org.medsentry.dispatcher.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A map of the file, and what to call it in a complaint. */
record YamlEntries(Map<?, ?> values, String place) {

    static YamlEntries of(Object value, String place, Set<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + " must be a map of keys and values");
        }
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(place + ": unknown key " + key + "; known are "
                        + known.stream().sorted().toList());
            }
        }
        return new YamlEntries(map, place);
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    String required(String key) {
        Object value = values.get(key);
        if (value == null
                || value instanceof Map
                || value instanceof List
                || value.toString().isBlank()) {
            throw wrong(key, "is required, and a text");
        }
        return value.toString();
    }

    String text(String key, String fallback) {
        return has(key) ? required(key) : fallback;
    }

    boolean flag(String key) {
        Object value = values.get(key);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(key, "must be true or false");
        }
        return value != null && (Boolean) value;
    }

    List<?> list(String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            throw wrong(key, "must be a list");
        }
        return list;
    }

    double number(String key, double fallback, double least, double most) {
        if (!has(key)) {
            return fallback;
        }
        if (!(values.get(key) instanceof Number number)
                || number.doubleValue() < least
                || number.doubleValue() > most) {
            throw wrong(key, "must be a number from " + least + " to " + most);
        }
        return number.doubleValue();
    }

    Duration duration(String key, Duration fallback) {
        try {
            return has(key) ? ChannelsFile.duration(required(key)) : fallback;
        } catch (IllegalArgumentException malformed) {
            throw wrong(key, malformed.getMessage());
        }
    }

    Map<String, String> texts(String key) {
        if (!has(key)) {
            return Map.of();
        }
        if (!(values.get(key) instanceof Map<?, ?> map)) {
            throw wrong(key, "must be a map of names and texts");
        }
        Map<String, String> texts = new TreeMap<>();
        map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }

    IllegalArgumentException wrong(String key, String reason) {
        return new IllegalArgumentException(place + ": " + key + " " + reason);
    }
}
