package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.search.Query;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;

/**
 * Which alerts somebody wants to see, as it stands in the address of the page. Filters that have a facet are kept apart from the
 * others: the counts beside the choices of a facet are those one would get by choosing them.
 */
public final class AlertFilter {

    /** Every parameter that says which alerts. */
    public static final List<String> PARAMETERS =
            List.of("level", "status", "open", "rule", "region", "key", "stream", "drill", "q", "from", "to");

    static final List<String> OPEN = Stream.of(AlertStatus.values())
            .filter(status -> !status.isClosed())
            .map(Enum::name)
            .toList();

    private static final int LONGEST_SEARCH = 200;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern REGION = Pattern.compile("[0-9]{6,12}");
    /** No fuzziness, no slop, no wildcards in front: nothing that costs more than it tells. */
    private static final String FLAGS = "AND|OR|NOT|PHRASE|PREFIX|PRECEDENCE|WHITESPACE";

    private static final List<String> TEXTS = List.of(
            "title.zh",
            "title.en",
            "explanation.zh",
            "explanation.en",
            "subject.productName.text",
            "subject.reactionTerm.text",
            "region.nameZh.text",
            "region.nameEn.text");
    private static final List<String> EXACT = List.of(
            "alertId",
            "ruleId",
            "key.value",
            "caseKey",
            "assignee",
            "evidence.eventId",
            "evidence.receiptId",
            "evidence.pharmacyId",
            "subject.productCode",
            "subject.lotNumber",
            "subject.sellerId",
            "subject.sellerLicence",
            "subject.pharmacyId",
            "subject.recallId",
            "subject.reactionCode");

    private final List<ObjectNode> base = new ArrayList<>();
    private final Map<String, ObjectNode> faceted = new LinkedHashMap<>();
    private final Map<String, Set<String>> chosen = new HashMap<>();

    /** @throws org.medsentry.console.problem.Problem naming the parameter that is wrong */
    public static AlertFilter of(Parameters parameters) {
        AlertFilter filter = new AlertFilter();
        filter.facet("level", "level", parameters.choices("level", Level.class));
        filter.facet("status", "status", parameters.choices("status", AlertStatus.class));
        filter.facet("rule", "ruleId", parameters.list("rule", NAME));
        filter.facet("region", "region.path", parameters.list("region", REGION));
        Boolean open = parameters.flag("open");
        if (open != null) {
            ObjectNode isOpen = Query.terms("status", OPEN);
            filter.base.add(open ? isOpen : Query.not(isOpen));
        }
        Boolean drill = parameters.flag("drill");
        if (drill != null) {
            filter.base.add(Query.term("drill", drill));
        }
        String key = parameters.text("key", 2048);
        if (key != null) {
            filter.base.add(Query.term("key.value", key));
        }
        List<String> streams = parameters.list("stream", NAME);
        if (!streams.isEmpty()) {
            filter.base.add(Query.terms("streams", streams));
        }
        String from = parameters.time("from");
        String to = parameters.time("to");
        if (from != null || to != null) {
            filter.base.add(Query.range("raisedAt", from, to));
        }
        String text = parameters.text("q", LONGEST_SEARCH);
        if (text != null) {
            filter.base.add(fullText(text));
        }
        return filter;
    }

    private void facet(String name, String field, List<String> values) {
        if (!values.isEmpty()) {
            faceted.put(name, Query.terms(field, values));
            chosen.put(name, Set.copyOf(values));
        }
    }

    private static ObjectNode fullText(String text) {
        ObjectNode words = Query.object();
        ObjectNode search = words.putObject("simple_query_string");
        search.put("query", phrased(text));
        ArrayNode fields = search.putArray("fields");
        TEXTS.forEach(fields::add);
        search.put("default_operator", "and").put("flags", FLAGS).put("lenient", true);
        List<ObjectNode> choices = new ArrayList<>(List.of(words));
        EXACT.forEach(field -> choices.add(Query.term(field, text)));
        choices.add(Query.prefix("alertId", text));
        return Query.any(choices);
    }

    /** A Chinese word is indexed sign by sign; as a phrase its signs stand together and in order. */
    static String phrased(String text) {
        if (text.indexOf('"') >= 0) {
            return text;
        }
        return Stream.of(text.split("\\s+"))
                .map(word -> HAN.matcher(word).find() ? '"' + word + '"' : word)
                .collect(Collectors.joining(" "));
    }

    /** What all counts have in common. */
    ObjectNode query() {
        return Query.all(base);
    }

    /** What is counted beside the choices of a facet: all filters but its own. */
    List<ObjectNode> besides(String facet) {
        return faceted.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(facet))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the filter of a facet lets a value through. */
    boolean allows(String facet, String value) {
        Set<String> values = chosen.getOrDefault(facet, Set.of());
        return values.isEmpty() || values.contains(value);
    }

    /** Everything in one. */
    ObjectNode all() {
        List<ObjectNode> filters = new ArrayList<>(base);
        filters.addAll(faceted.values());
        return Query.all(filters);
    }
}
