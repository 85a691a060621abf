package org.medsentry.bench.rules;

import java.util.Locale;

/** A rule in the product's own language. */
final class RuleText {

    private static final String HEAD = """
            id: %s
            version: 1
            kind: %s
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "基准测试", en: "Benchmark"}
            key: {type: buyer, value: [event.buyer.token]}
            within: %d s
            """;

    private RuleText() {}

    static String of(BenchmarkRule rule) {
        return rule instanceof BenchmarkRule.OfAKind ofAKind ? of(ofAKind) : of((BenchmarkRule.Steps) rule);
    }

    private static String of(BenchmarkRule.OfAKind rule) {
        return head(rule, "count").replace("level: IV\n", "")
                + String.format(Locale.ROOT, """
                        when: event.productCode == '%s'
                        measures:
                          purchases: {count: records}
                        levels:
                          - {level: IV, when: purchases >= %d}
                        observed: purchases
                        explanation:
                          zh: "{within}内购买{product.nameZh} {purchases} 次。"
                          en: "{purchases} purchases of {product.nameEn} within {within}."
                        """, rule.productCode(), rule.times());
    }

    private static String of(BenchmarkRule.Steps rule) {
        return head(rule, "pattern")
                + String.format(Locale.ROOT, """
                        steps:
                          - {id: first, when: event.productCode == '%s'}
                          - {id: forbidden, when: event.productCode == '%s', absent: true}
                          - {id: second, when: event.productCode == '%s' && event.quantity > first.event.quantity}
                          - {id: third, when: event.productCode == '%s'}
                        afterMatch: keep-all
                        explanation:
                          zh: "{within}内先购买 {first.event.quantity} 盒，再购买 {second.event.quantity} 盒，后购买{third.product.nameZh}。"
                          en: "{first.event.quantity} packages, then {second.event.quantity}, then {third.product.nameEn}, within {within}."
                        """, rule.first(), rule.forbidden(), rule.second(), rule.third());
    }

    private static String head(BenchmarkRule rule, String kind) {
        return String.format(Locale.ROOT, HEAD, rule.id(), kind, rule.within().toSeconds());
    }
}
