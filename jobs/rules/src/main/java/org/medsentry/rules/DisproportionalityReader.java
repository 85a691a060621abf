package org.medsentry.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsentry.detectors.disproportionality.GammaMixture;
import org.medsentry.detectors.disproportionality.GammaPoissonShrinker;
import org.medsentry.schemas.event.ProductRole;

/** Reads what is special to files of disproportionality rules. */
final class DisproportionalityReader {

    /** Those that reports suspect: what was merely taken beside them says nothing. */
    private static final Set<ProductRole> SUSPECTED = EnumSet.of(ProductRole.SUSPECT, ProductRole.INTERACTING);

    private final RuleParts parts;

    DisproportionalityReader(RuleParts parts) {
        this.parts = parts;
    }

    /** Null if a problem has been added. */
    DisproportionalityRule read(Rule.Head head, Each each) {
        Section file = parts.file();
        if (head.stream() != RuleStream.ADVERSE_REACTIONS) {
            parts.problems().add(file.place("stream"), "only adverse-reactions name products and reactions together");
        }
        if (each != Each.RECORD) {
            parts.problems().add(file.place("each"), "a disproportionality rule looks at reports as a whole");
        }
        Set<ProductRole> roles = roles(file);
        Optional<Expression> when = parts.conditionExpression(file, "when", false);
        Section prior = file.section("prior", false, "'prior'");
        GammaMixture mixture = prior == null ? null : mixture(prior);
        Map<String, Typed> figures = new LinkedHashMap<>(CountReader.place());
        figures.putAll(PairFigures.vocabulary(prior != null));
        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(true, title);
        file.close();
        if (!parts.problems().none()) {
            return null;
        }
        RuleKey key = new RuleKey(
                DisproportionalityRule.KEY_TYPE,
                new Node[] {new Typed.Constant(head.id())},
                null,
                DisproportionalityRule.KEY_TYPE,
                DisproportionalityRule.KEY_TYPE,
                List.of());
        // a table holds what was counted under one condition: another condition is another table
        String id = Watches.id(
                "disproportionality",
                head,
                Each.RECORD,
                key,
                roles.toString(),
                when.map(Expression::meaning).orElse(""));
        ReportMentions mentions = new ReportMentions(
                id,
                key,
                behind.scope().captures(),
                roles,
                when.map(Expression::node).orElse(null));
        return new DisproportionalityRule(
                head.with(title.written(), behind.scope().slots()),
                judgement,
                mentions,
                mixture == null ? null : new GammaPoissonShrinker(mixture));
    }

    private Set<ProductRole> roles(Section file) {
        if (!file.has("roles")) {
            return SUSPECTED;
        }
        List<String> known = SUSPECTED.stream().map(Enum::name).toList();
        Set<ProductRole> roles = EnumSet.noneOf(ProductRole.class);
        for (YamlNode node : file.items("roles", true)) {
            if (node instanceof YamlNode.Text text && known.contains(text.value())) {
                roles.add(ProductRole.valueOf(text.value()));
            } else {
                parts.problems().add(node.place(), "'roles' lists some of " + String.join(", ", known));
            }
        }
        return roles.isEmpty() ? SUSPECTED : roles;
    }

    /** Null if a problem has been added. */
    private GammaMixture mixture(Section prior) {
        String[] names = {"alpha1", "beta1", "alpha2", "beta2", "share"};
        Double[] values =
                Arrays.stream(names).map(name -> positive(prior, name)).toArray(Double[]::new);
        prior.close();
        if (Arrays.asList(values).contains(null)) {
            return null;
        }
        return new GammaMixture(values[0], values[1], values[2], values[3], values[4]);
    }

    private Double positive(Section prior, String name) {
        YamlNode.Text text = prior.text(name, true);
        if (text == null) {
            return null;
        }
        boolean isShare = name.equals("share");
        try {
            double value = Double.parseDouble(text.value());
            if (value > 0 && (isShare ? value < 1 : Double.isFinite(value))) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        parts.problems().add(text.place(), "'" + name + "' is a number above 0" + (isShare ? " and below 1" : ""));
        return null;
    }
}
