package org.medsentry.console.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.desk.RuleFigures;
import org.medsentry.desk.RuleHeader;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.index.IndexNames;

/** The rules as people see them: what each is, since when it is in force, and what it has found. */
public final class RuleCatalogue {

    private static final int MOST_RULES = 1000;
    private static final Duration COUNTED = Duration.ofDays(30);
    /** A publication is audited a moment before it is made. */
    private static final Duration APART = Duration.ofSeconds(20);

    private final RuleBook book;
    private final RuleFigureBoard figures;
    private final SearchIndex index;
    private final AuditLog audit;
    private final Clock clock;

    public RuleCatalogue(RuleBook book, RuleFigureBoard figures, SearchIndex index, AuditLog audit, Clock clock) {
        this.book = book;
        this.figures = figures;
        this.index = index;
        this.audit = audit;
        this.clock = clock;
    }

    public List<ObjectNode> all() {
        Map<String, RuleFigures> fares = figures.read();
        Map<String, long[]> alerts = alerts();
        List<ObjectNode> rules = new ArrayList<>();
        book.newest().values().forEach(rule -> rules.add(describe(rule, fares, alerts)));
        return rules;
    }

    /** One rule with its text and history. */
    public Optional<ObjectNode> one(String ruleId) {
        return book.newest(ruleId).map(newest -> {
            ObjectNode rule = describe(newest, figures.read(), alerts());
            rule.put("yaml", newest.yaml());
            rule.putPOJO("history", history(ruleId));
            return rule;
        });
    }

    private static ObjectNode describe(
            RulePublication rule, Map<String, RuleFigures> fares, Map<String, long[]> alerts) {
        RuleHeader header = RuleHeader.of(rule.yaml());
        RuleFigures figures = fares.getOrDefault(rule.ruleId(), RuleFigures.NONE);
        long[] found = alerts.getOrDefault(rule.ruleId(), new long[2]);
        ObjectNode described = Query.object();
        described.put("id", rule.ruleId()).put("version", rule.version()).put("kind", header.kind());
        described.putArray("streams").add(header.stream());
        described.put("level", header.level());
        described.putObject("title").put("zh", header.titleZh()).put("en", header.titleEn());
        described
                .put("state", rule.state().name())
                .put(
                        "since",
                        rule.publishedAt() == null ? null : rule.publishedAt().toString())
                .put("by", rule.publishedBy())
                .put("seen", figures.events())
                .put("partialMatches", figures.partialMatches())
                .put("signals", figures.signals())
                .put("failures", figures.failures())
                .put("openAlerts", found[0])
                .put("alertsLast30Days", found[1]);
        return described;
    }

    /** Open ones, and those of the last thirty days, by rule. */
    private Map<String, long[]> alerts() {
        ObjectNode body = Query.object();
        body.put("size", 0).put("track_total_hits", false);
        ObjectNode byRule = Query.byValue(body.putObject("aggs"), "rule", "ruleId", MOST_RULES);
        ObjectNode parts = byRule.putObject("aggs");
        parts.putObject("open").set("filter", Query.not(Query.terms("status", List.of("RESOLVED", "DISMISSED"))));
        parts.putObject("recent")
                .set(
                        "filter",
                        Query.range("raisedAt", clock.instant().minus(COUNTED).toString(), null));
        Map<String, long[]> alerts = new HashMap<>();
        index.search(IndexNames.ALERTS, body)
                .at("/aggregations/rule/buckets")
                .forEach(bucket -> alerts.put(bucket.path("key").asText(), new long[] {
                    bucket.at("/open/doc_count").asLong(),
                    bucket.at("/recent/doc_count").asLong()
                }));
        return alerts;
    }

    /** A state that a rule was put into. */
    public record Step(int version, String state, Instant at, String by, String comment) {}

    private List<Step> history(String ruleId) {
        List<RulePublication> publications = book.of(ruleId);
        List<JsonNode> said = audit.about(
                publications.stream().map(RulePublication::id).distinct().toList());
        List<Step> steps = new ArrayList<>();
        for (RulePublication publication : publications) {
            steps.add(
                    0,
                    new Step(
                            publication.version(),
                            publication.state().name(),
                            publication.publishedAt(),
                            publication.publishedBy(),
                            comment(publication, said)));
        }
        return steps;
    }

    private static String comment(RulePublication publication, List<JsonNode> said) {
        return said.stream()
                .filter(entry -> entry.path("target").asText().equals(publication.id()))
                .filter(entry -> publication.publishedAt() != null
                        && Duration.between(
                                                OffsetDateTime.parse(
                                                                entry.path("at").asText())
                                                        .toInstant(),
                                                publication.publishedAt())
                                        .abs()
                                        .compareTo(APART)
                                < 0)
                .map(entry -> entry.path("detail").asText(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
