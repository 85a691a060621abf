package org.medsentry.rules;

import java.time.Duration;
import java.util.List;
import org.medsentry.detectors.disproportionality.GammaPoissonShrinker;
import org.medsentry.detectors.disproportionality.PairCounts;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/** A reaction that is reported with a product more often than all other reports let expect. */
public final class DisproportionalityRule extends KeyedRule {

    static final String KEY_TYPE = "product+reaction";

    private final ReportMentions mentions;
    private final GammaPoissonShrinker shrinker;

    /** @param shrinker null for a rule without a prior */
    DisproportionalityRule(Head head, Judgement judgement, ReportMentions mentions, GammaPoissonShrinker shrinker) {
        super(head, judgement, Duration.ZERO);
        this.mentions = mentions;
        this.shrinker = shrinker;
    }

    @Override
    Watch watch() {
        return mentions;
    }

    /** Codes of the products that the report counts for. */
    public static List<String> products(Hit hit) {
        return texts(hit, ReportMentions.PRODUCTS);
    }

    /** Codes of its reactions. */
    public static List<String> reactions(Hit hit) {
        return texts(hit, ReportMentions.REACTIONS);
    }

    /** The level whose condition the pair meets, or null. Without a report of the pair, as after a withdrawal, it has no names. */
    public Level level(Hit hit, String product, String reaction, PairCounts counts, RegionReference place) {
        return judgement().firstLevel(evaluated(hit, figures(hit, product, reaction, counts), place));
    }

    /** What it has to say of a pair at this level. */
    public Firing fire(
            Level level,
            Hit hit,
            String product,
            String reaction,
            PairCounts counts,
            RegionReference place,
            InForce state) {
        PairFigures figures = figures(hit, product, reaction, counts);
        PairFigures.Names names = figures.names();
        Subject subject = new Subject(
                product,
                names.productZh(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                reaction,
                names.reactionTerm());
        Hit ofPair = new Hit(
                hit.watchId(),
                new SubjectKey(KEY_TYPE, product + "|" + reaction),
                hit.met(),
                Hit.NO_VALUES,
                null,
                hit.captures(),
                subject,
                raises(hit, product));
        return firing(evaluated(hit, figures, place), level, ofPair, state);
    }

    private Frame evaluated(Hit hit, PairFigures figures, RegionReference place) {
        return frame(hit.captures(), place, new Object[] {figures});
    }

    private PairFigures figures(Hit hit, String product, String reaction, PairCounts counts) {
        return new PairFigures(counts, names(hit, product, reaction), shrinker);
    }

    private static PairFigures.Names names(Hit hit, String product, String reaction) {
        if (hit.values().length == 0) {
            return PairFigures.Names.UNKNOWN;
        }
        int ofProduct = products(hit).indexOf(product);
        int ofReaction = reactions(hit).indexOf(reaction);
        if (ofProduct < 0 || ofReaction < 0) {
            return PairFigures.Names.UNKNOWN;
        }
        return new PairFigures.Names(
                product,
                texts(hit, ReportMentions.NAMES_ZH).get(ofProduct),
                texts(hit, ReportMentions.NAMES_EN).get(ofProduct),
                reaction,
                texts(hit, ReportMentions.TERMS).get(ofReaction));
    }

    private static List<Raise> raises(Hit hit, String product) {
        List<?> ofProducts = (List<?>) hit.values()[ReportMentions.RAISES];
        int index = products(hit).indexOf(product);
        if (index < 0 || index >= ofProducts.size()) {
            return List.of();
        }
        return ((List<?>) ofProducts.get(index))
                .stream()
                        .map(number -> hit.raises().get(((Long) number).intValue()))
                        .toList();
    }

    @SuppressWarnings("unchecked") // as the watch has put it there
    private static List<String> texts(Hit hit, int index) {
        return (List<String>) hit.values()[index];
    }

    @Override
    String shapeText() {
        return mentions.id();
    }
}
