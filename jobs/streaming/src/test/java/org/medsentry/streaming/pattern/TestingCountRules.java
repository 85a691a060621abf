package org.medsentry.streaming.pattern;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.reference.Category;
import org.medsentry.streaming.pattern.CountReference.Ladder;
import org.medsentry.streaming.pattern.CountReference.Seen;
import org.medsentry.streaming.pattern.CountReference.Spec;

/** Count rules of every form, each as YAML and as plain Java. */
final class TestingCountRules {

    private static final String HEAD = """
            kind: count
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "题目", en: "Title"}
            explanation: {zh: "甲", en: "A"}
            """;

    private TestingCountRules() {}

    /** Several rules; the first two share a counter. */
    static List<Spec> all() {
        return List.of(often(72, 3), often(24, 2), shopping(), repeat(), stockpiling(), grouped(), spreading());
    }

    /** Windows that are short beside how late records may be; of two counters. */
    static List<Spec> ofHours() {
        return List.of(often(3, 3), often(1, 2), often("twice", 1, 2, 2, 2));
    }

    /** A plain count of a buyer's purchases of the four kinds. */
    static Spec often(int hours, int least) {
        return often("often-" + hours, 1, hours, least, 1);
    }

    static Spec often(String id, int version, int hours, int least, int quantity) {
        return new Spec(
                id,
                HEAD + """
                id: %s
                version: %d
                within: %d h
                key: {type: buyer, value: [event.buyer.token]}
                when: size(product.categories) > 0 && event.quantity >= %d
                measures: {purchases: {count: records}}
                levels:
                  - {level: IV, when: purchases >= %d}
                  - {level: II, when: purchases > %d}
                observed: purchases
                """.formatted(id, version, hours, quantity, least, least + 1),
                seen -> !seen.product().categories().isEmpty() && seen.event().quantity() >= quantity,
                seen -> Map.of("buyer", seen.event().buyer().token()),
                Duration.ofHours(hours),
                null,
                (window, type) -> window.size() > least + 1 ? Level.II : window.size() >= least ? Level.IV : null,
                List::size);
    }

    private static Spec shopping() {
        return new Spec(
                "shopping",
                HEAD + """
                id: shopping
                version: 1
                within: 24 h
                key: {type: buyer, value: [event.buyer.token]}
                measures: {pharmacies: {distinct: event.pharmacyId}}
                levels:
                  - {level: III, when: pharmacies >= 3}
                  - {level: IV, when: 2 <= pharmacies}
                observed: pharmacies
                """,
                seen -> true,
                seen -> Map.of("buyer", seen.event().buyer().token()),
                Duration.ofHours(24),
                null,
                (window, type) -> {
                    long pharmacies = different(window, seen -> seen.event().pharmacyId());
                    return pharmacies >= 3 ? Level.III : pharmacies >= 2 ? Level.IV : null;
                },
                window -> different(window, seen -> seen.event().pharmacyId()));
    }

    /** Two measures in one condition, each with a condition of its own. */
    private static Spec repeat() {
        return new Spec(
                "repeat",
                HEAD + """
                id: repeat
                version: 1
                within: 72 h
                key: {type: buyer, value: [event.buyer.token]}
                measures:
                  many: {count: records, when: event.quantity >= 2}
                  pharmacies: {distinct: event.pharmacyId, when: event.quantity != 3}
                  latest: {latest: records, when: event.quantity == 1}
                levels:
                  - {level: IV, when: many >= 2 && pharmacies >= 2}
                  - {level: I, when: "many >= 2 && lastEventAt - latest > duration('20h')"}
                observed: many * 1000 + pharmacies
                """,
                seen -> true,
                seen -> Map.of("buyer", seen.event().buyer().token()),
                Duration.ofHours(72),
                null,
                (window, type) -> {
                    long many = window.stream()
                            .filter(seen -> seen.event().quantity() >= 2)
                            .count();
                    var latest = window.stream()
                            .filter(seen -> seen.event().quantity() == 1)
                            .map(Seen::time)
                            .max(java.time.Instant::compareTo);
                    if (many >= 2
                            && latest.isPresent()
                            && Duration.between(
                                                    latest.get(),
                                                    window.get(window.size() - 1)
                                                            .time())
                                            .compareTo(Duration.ofHours(20))
                                    > 0) {
                        return Level.I;
                    }
                    return many >= 2 && pharmaciesOf(window) >= 2 ? Level.IV : null;
                },
                window -> window.stream()
                                        .filter(seen -> seen.event().quantity() >= 2)
                                        .count()
                                * 1000
                        + pharmaciesOf(window));
    }

    private static long pharmaciesOf(List<Seen> window) {
        return different(
                window.stream().filter(seen -> seen.event().quantity() != 3).toList(),
                seen -> seen.event().pharmacyId());
    }

    private static Spec stockpiling() {
        return new Spec(
                "stockpiling",
                HEAD + """
                id: stockpiling
                version: 1
                each: category
                within: 7 days
                key: {type: buyer+category, value: [event.buyer.token, category]}
                measures: {packages: {sum: event.quantity}}
                levels:
                  - {level: IV, when: packages > 10}
                observed: packages
                """,
                seen -> !seen.product().categories().isEmpty(),
                seen -> Map.of(
                        "buyer+category",
                        seen.event().buyer().token() + "|"
                                + seen.product().categories().get(0)),
                Duration.ofDays(7),
                null,
                (window, type) -> packages(window) > 10 ? Level.IV : null,
                TestingCountRules::packages);
    }

    private static int packages(Collection<Seen> window) {
        return window.stream().mapToInt(seen -> seen.event().quantity()).sum();
    }

    private static Spec grouped() {
        return new Spec(
                "grouped",
                HEAD + """
                id: grouped
                version: 1
                within: 48 h
                key: {type: product, value: [event.productCode]}
                groups: event.buyer.symptoms
                measures: {buyers: {distinct: event.buyer.token}}
                levels:
                  - {level: IV, when: buyers >= 2}
                  - {level: III, when: buyers >= 3}
                observed: buyers
                """,
                seen -> !seen.event().buyer().symptoms().isEmpty(),
                seen -> Map.of("product", seen.event().productCode()),
                Duration.ofHours(48),
                seen -> seen.event().buyer().symptoms().stream().map(Enum::name).toList(),
                (window, type) -> {
                    long buyers = different(window, seen -> seen.event().buyer().token());
                    return buyers >= 3 ? Level.III : buyers >= 2 ? Level.IV : null;
                },
                window -> different(window, seen -> seen.event().buyer().token()));
    }

    /** Rolled up over regions, with a figure of one lot alone and levels that parts of the region must have reached. */
    private static Spec spreading() {
        Ladder ladder = TestingCountRules::spreadLevel;
        return new Spec(
                "spreading",
                HEAD + """
                id: spreading
                version: 1
                within: 24 h
                key: {type: product+region, value: [event.productCode], rollUp: event.regionCode}
                measures:
                  buyers: {distinct: event.buyer.token}
                  sameLot: {count: records, per: event.lotNumber}
                  partsAtIV: {spread: IV}
                  partsAtIII: {spread: III}
                levels:
                  - {level: IV, when: buyers >= 2}
                  - {level: III, when: "regionLevel == 'CITY' && partsAtIV >= 2"}
                  - {level: II, when: "sameLot >= 4 || regionLevel in ['PROVINCE', 'NATION'] && partsAtIII >= 2"}
                observed: sameLot
                """,
                seen -> true,
                seen -> {
                    Map<String, String> keys = new LinkedHashMap<>();
                    for (String level : List.of("county", "city", "province", "nation")) {
                        keys.put("product+" + level, seen.event().productCode() + "|" + region(seen, level));
                    }
                    return keys;
                },
                Duration.ofHours(24),
                null,
                ladder,
                TestingCountRules::sameLot);
    }

    private static Level spreadLevel(List<Seen> window, String keyType) {
        String level = keyType.substring("product+".length());
        String part = Map.of("county", "", "city", "county", "province", "city", "nation", "province")
                .get(level);
        long partsAtFour = 0;
        long partsAtThree = 0;
        if (!part.isEmpty()) {
            for (List<Seen> ofPart : window.stream()
                    .collect(Collectors.groupingBy(seen -> region(seen, part)))
                    .values()) {
                Level reached = spreadLevel(ofPart, "product+" + part);
                partsAtFour += reached == null ? 0 : 1;
                partsAtThree += reached == null || reached == Level.IV ? 0 : 1;
            }
        }
        boolean wide = level.equals("province") || level.equals("nation");
        if (sameLot(window) >= 4 || wide && partsAtThree >= 2) {
            return Level.II;
        } else if (level.equals("city") && partsAtFour >= 2) {
            return Level.III;
        }
        return different(window, seen -> seen.event().buyer().token()) >= 2 ? Level.IV : null;
    }

    private static long sameLot(List<Seen> window) {
        return window.stream()
                .filter(seen -> seen.event().lotNumber() != null)
                .collect(Collectors.groupingBy(seen -> seen.event().lotNumber(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static String region(Seen seen, String level) {
        String county = seen.event().regionCode();
        return switch (level) {
            case "county" -> county;
            case "city" -> county.substring(0, 4) + "00";
            case "province" -> county.substring(0, 2) + "0000";
            default -> "000000";
        };
    }

    private static long different(Collection<Seen> window, Function<Seen, Object> value) {
        return window.stream().map(value).distinct().count();
    }

    /** What the four kinds of the tests' products are. */
    static List<List<Category>> categories() {
        return List.of(List.of(), List.of(Category.ANTIVIRAL), List.of(Category.ANTIBIOTIC));
    }
}
