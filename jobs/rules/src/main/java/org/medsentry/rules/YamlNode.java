package org.medsentry.rules;

import java.util.List;
import java.util.Map;

/** A rule file as text, lists and maps that still know where they stand; values get their type from who reads them. */
sealed interface YamlNode {

    Place place();

    /** @param plain neither quoted nor a block, so that it may be a number or a truth value */
    record Text(String value, boolean plain, TextPlaces places) implements YamlNode {

        @Override
        public Place place() {
            return places.start();
        }

        boolean isNull() {
            return plain && (value.isEmpty() || value.equals("~") || value.equals("null"));
        }
    }

    record Items(Place place, List<YamlNode> values) implements YamlNode {}

    record Entries(Place place, Map<String, Entry> values) implements YamlNode {}

    record Entry(Place keyPlace, YamlNode value) {}
}
