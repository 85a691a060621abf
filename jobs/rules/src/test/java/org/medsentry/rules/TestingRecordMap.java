package org.medsentry.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record as cel-java's interpreter takes it: a map without the fields that are missing, enums as texts. */
final class TestingRecordMap {

    private TestingRecordMap() {}

    /** Empty for a record that is missing. */
    static Map<String, Object> of(Object holder) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (holder != null) {
            RecordType.of(holder.getClass()).fields().values().forEach(field -> {
                Object value = field.getter().apply(holder);
                if (value != null) {
                    map.put(field.name(), plain(value));
                }
            });
        }
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TestingRecordMap::plain).toList();
        }
        return value instanceof Record ? of(value) : value;
    }
}
