package org.medsentry.bench.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rules and the purchases that they are held against. */
public enum Workload {
    THREE_OF_A_KIND(
            "1 rule: three of a kind by buyer within 10 minutes",
            new PurchaseLoad(1, false, Step.SPARSE),
            1,
            rule -> new BenchmarkRule.OfAKind("three-of-a-kind", PurchaseLoad.relevantCode(0), 3, Window.TEN_MINUTES)),

    SEQUENCE(
            "1 rule: A, then no B before a C of greater quantity than A, then D, by buyer within 10 minutes",
            new PurchaseLoad(4, false, Step.DENSE),
            1,
            rule -> new BenchmarkRule.Steps(
                    "sequence",
                    PurchaseLoad.relevantCode(0),
                    PurchaseLoad.relevantCode(1),
                    PurchaseLoad.relevantCode(2),
                    PurchaseLoad.relevantCode(3),
                    Window.TEN_MINUTES)),

    TEN_RULES(
            "10 rules on the same records: rule i asks for 3 + i mod 4 of the kind within 600 + i seconds",
            new PurchaseLoad(1, false, Step.SPARSE),
            10,
            rule -> ofAKind(rule, 0)),

    HUNDRED_RULES(
            "100 rules on the same records: rule i asks for 3 + i mod 4 of the kind within 600 + i seconds",
            new PurchaseLoad(1, false, Step.SPARSE),
            100,
            rule -> ofAKind(rule, 0)),

    TEN_RULES_FIVE_CONCERNED(
            "10 rules on 2 kinds: a record of a kind concerns 5",
            new PurchaseLoad(2, true, Step.SPARSE),
            10,
            rule -> ofAKind(rule, rule / 5)),

    HUNDRED_RULES_FIVE_CONCERNED(
            "100 rules on 20 kinds: a record of a kind concerns 5",
            new PurchaseLoad(20, true, Step.SPARSE),
            100,
            rule -> ofAKind(rule, rule / 5));

    /** Stream time from one purchase to the next: in the sparse load one relevant purchase in eight ends three of a kind. */
    private static final class Step {
        static final long SPARSE = 20;
        static final long DENSE = 5;
    }

    private static final class Window {
        static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    }

    private final String title;
    private final PurchaseLoad load;
    private final List<BenchmarkRule> rules;
    private final Map<String, List<BenchmarkRule>> rulesByProduct;

    Workload(String title, PurchaseLoad load, int rules, IntFunction<BenchmarkRule> rule) {
        this.title = title;
        this.load = load;
        this.rules = IntStream.range(0, rules).mapToObj(rule).toList();
        Map<String, List<BenchmarkRule>> byProduct = new HashMap<>();
        this.rules.forEach(one -> one.productCodes()
                .forEach(product -> byProduct
                        .computeIfAbsent(product, key -> new ArrayList<>())
                        .add(one)));
        this.rulesByProduct = Collections.unmodifiableMap(byProduct);
    }

    private static BenchmarkRule ofAKind(int rule, int product) {
        return new BenchmarkRule.OfAKind(
                String.format(Locale.ROOT, "rule-%03d", rule),
                PurchaseLoad.relevantCode(product),
                3 + rule % 4,
                Duration.ofSeconds(600 + rule));
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such workload */
    static Workload named(String id) {
        return Arrays.stream(values())
                .filter(workload -> workload.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload '" + id + "'; known: "
                        + Arrays.stream(values()).map(Workload::id).toList()));
    }

    public String title() {
        return title;
    }

    public List<BenchmarkRule> rules() {
        return rules;
    }

    /** The rules that a purchase concerns; what a filter before the shuffle lets through are the keys. */
    public Map<String, List<BenchmarkRule>> rulesByProduct() {
        return rulesByProduct;
    }

    PurchaseLoad load() {
        return load;
    }

    /** How many rules a purchase concerns, if any. */
    int rulesOfAPurchase() {
        return rulesByProduct.get(PurchaseLoad.relevantCode(0)).size();
    }

    /** Workloads that are compared with each other run side by side. */
    boolean comparedWith(Workload other) {
        return this == other || (concernsFive() && other.concernsFive());
    }

    private boolean concernsFive() {
        return this == TEN_RULES_FIVE_CONCERNED || this == HUNDRED_RULES_FIVE_CONCERNED;
    }
}
