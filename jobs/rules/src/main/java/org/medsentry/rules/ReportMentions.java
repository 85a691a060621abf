package org.medsentry.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedReaction;

/**
 * What a report says to a table of products and reactions: which suspected products and which reactions it names, each once. All reports
 * of a rule go to one key, because the margins of a table are of all reports.
 */
final class ReportMentions extends Watch {

    /** Places in {@link Hit#values}: lists, those of products parallel to each other, and those of reactions. */
    static final int PRODUCTS = 0;

    static final int NAMES_ZH = 1;
    static final int NAMES_EN = 2;
    static final int REACTIONS = 3;
    static final int TERMS = 4;

    /** For each product the numbers of those of the hit's raises that are its own. */
    static final int RAISES = 5;

    private static final int VALUES = 6;

    private final Set<ProductRole> roles;
    private final Node when;

    /** @param when null where every report counts */
    ReportMentions(String id, RuleKey key, List<Capture> captures, Set<ProductRole> roles, Node when) {
        super(id, Each.RECORD, key, captures);
        this.roles = EnumSet.copyOf(roles);
        this.when = when;
    }

    @Override
    Content content(Frame frame) {
        if (!(frame.facts.event() instanceof AdverseReaction report)
                || when != null && when.value(frame) != Boolean.TRUE) {
            return null;
        }
        Map<String, Facts> products = products(frame.suspects);
        if (products.isEmpty()) {
            return null;
        }
        Map<String, String> reactions = new LinkedHashMap<>();
        for (ReportedReaction reaction : report.reactions()) {
            reactions.putIfAbsent(reaction.code(), reaction.term() == null ? reaction.code() : reaction.term());
        }
        Object[] values = new Object[VALUES];
        values[PRODUCTS] = List.copyOf(products.keySet());
        values[NAMES_ZH] =
                products.values().stream().map(ReportMentions::nameZh).toList();
        values[NAMES_EN] =
                products.values().stream().map(ReportMentions::nameEn).toList();
        values[REACTIONS] = List.copyOf(reactions.keySet());
        values[TERMS] = List.copyOf(reactions.values());
        values[RAISES] = List.of();
        return new Content(1, values, null);
    }

    private Map<String, Facts> products(List<Facts> suspects) {
        Map<String, Facts> products = new LinkedHashMap<>();
        for (Facts suspect : suspects) {
            if (roles.contains(suspect.suspect().role())) {
                products.putIfAbsent(suspect.suspect().productCode(), suspect);
            }
        }
        return products;
    }

    private static String nameZh(Facts suspect) {
        return suspect.product() == null
                ? reportedName(suspect)
                : suspect.product().nameZh();
    }

    private static String nameEn(Facts suspect) {
        return suspect.product() == null || suspect.product().nameEn() == null
                ? reportedName(suspect)
                : suspect.product().nameEn();
    }

    private static String reportedName(Facts suspect) {
        String name = suspect.suspect().productName();
        return name == null ? suspect.suspect().productCode() : name;
    }

    /** A pair is raised by what modifiers say of its own product, not of another one of the same report. */
    Hit raised(Hit hit, List<Facts> suspects, Function<Facts, List<Raise>> raises) {
        List<Raise> all = new ArrayList<>();
        List<List<Long>> ofProducts = new ArrayList<>();
        products(suspects).values().forEach(suspect -> {
            List<Long> numbers = new ArrayList<>();
            for (Raise raise : raises.apply(suspect)) {
                numbers.add((long) all.size());
                all.add(raise);
            }
            ofProducts.add(numbers);
        });
        hit.values()[RAISES] = ofProducts;
        return hit.with(all);
    }
}
