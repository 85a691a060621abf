package org.medsentry.console.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The few forms of Elasticsearch queries that are used here. Values are values: nothing that people type becomes syntax. */
public final class Query {

    public static final ObjectMapper JSON = new ObjectMapper();

    private Query() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ObjectNode term(String field, String value) {
        ObjectNode query = object();
        query.putObject("term").put(field, value);
        return query;
    }

    public static ObjectNode term(String field, boolean value) {
        ObjectNode query = object();
        query.putObject("term").put(field, value);
        return query;
    }

    public static ObjectNode terms(String field, Collection<String> values) {
        ObjectNode query = object();
        ArrayNode array = query.putObject("terms").putArray(field);
        values.forEach(array::add);
        return query;
    }

    public static ObjectNode prefix(String field, String value) {
        ObjectNode query = object();
        query.putObject("prefix").put(field, value);
        return query;
    }

    /** @param from included, or null; @param to excluded, or null */
    public static ObjectNode range(String field, String from, String to) {
        ObjectNode query = object();
        ObjectNode range = query.putObject("range").putObject(field);
        if (from != null) {
            range.put("gte", from);
        }
        if (to != null) {
            range.put("lt", to);
        }
        return query;
    }

    /** All of them; all documents if there are none. */
    public static ObjectNode all(Collection<ObjectNode> filters) {
        ObjectNode query = object();
        query.putObject("bool").putArray("filter").addAll(filters);
        return query;
    }

    /** At least one of them. */
    public static ObjectNode any(Collection<ObjectNode> choices) {
        ObjectNode query = object();
        ObjectNode bool = query.putObject("bool");
        bool.putArray("should").addAll(choices);
        bool.put("minimum_should_match", 1);
        return query;
    }

    public static ObjectNode not(ObjectNode wrong) {
        ObjectNode query = object();
        query.putObject("bool").putArray("must_not").add(wrong);
        return query;
    }

    /** Adds an aggregation by the values of a field and returns it, so that another can be put into it. */
    public static ObjectNode byValue(ObjectNode aggregations, String name, String field, int size) {
        ObjectNode aggregation = aggregations.putObject(name);
        aggregation.putObject("terms").put("field", field).put("size", size);
        return aggregation;
    }

    public static ObjectNode sort(String field, String order) {
        ObjectNode sort = object();
        sort.putObject(field).put("order", order);
        return sort;
    }
}
