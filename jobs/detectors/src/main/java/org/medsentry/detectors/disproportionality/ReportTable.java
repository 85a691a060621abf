package org.medsentry.detectors.disproportionality;

import java.util.HashMap;
import java.util.Map;

/**
 * The table of all reports by product and reaction, as a stream makes it: every report counts once in each of its pairs and
 * margins, a higher version replaces what a lower one counted, and a withdrawal takes it back.
 *
 * <p>A pair is judged when one of its own reports comes or goes, by the margins as they are then. Margins change with every report of
 * the product, the reaction, or any other; to judge every pair that this touches would cost all pairs of a product for each report.
 *
 * <p>A report costs one look-up and one write for itself, for each product and reaction, and for each pair.
 *
 * @param <E> how a report is cited
 */
public final class ReportTable<E> {

    /** Says how high a pair stands. */
    @FunctionalInterface
    public interface PairJudge<E> {

        /**
         * @param entry how high it stood before, and the reports that count
         * @param counted whether a report of the pair has just come; else one was taken back
         * @return how high it stands from now on, 0 where it is not raised
         */
        int judge(String product, String reaction, PairCounts counts, PairEntry<E> entry, boolean counted);
    }

    private final ReportStore<E> store;
    private final int cited;
    private final PairJudge<E> judge;

    /** @param cited how many of the newest reports of a pair are kept to be cited */
    public ReportTable(ReportStore<E> store, int cited, PairJudge<E> judge) {
        this.store = store;
        this.cited = cited;
        this.judge = judge;
    }

    /** @return false if this version, or a higher one, was there already: then nothing changes */
    public boolean count(long report, CountedReport counted, E evidence) {
        CountedReport former = store.report(report);
        if (former != null && former.version() >= counted.version()) {
            return false;
        }
        replace(report, former == null ? CountedReport.withdrawn(0) : former, counted, evidence);
        return true;
    }

    /** The version says that the report is withdrawn, or that it no longer counts here. */
    public boolean takeBack(long report, int version) {
        return count(report, CountedReport.withdrawn(version), null);
    }

    public PairCounts counts(String product, String reaction) {
        PairEntry<E> entry = store.pair(product, reaction);
        return new PairCounts(
                entry == null ? 0 : entry.together(),
                store.product(product),
                store.reaction(reaction),
                store.reports());
    }

    private void replace(long report, CountedReport former, CountedReport current, E evidence) {
        store.putReport(report, current);
        long reports = store.reports() + (current.counts() ? 1 : 0) - (former.counts() ? 1 : 0);
        store.putReports(reports);
        Map<String, Long> products = new HashMap<>();
        Map<String, Long> reactions = new HashMap<>();
        if (former.counts()) {
            former.products().forEach(product -> products.merge(product, -1L, Long::sum));
            former.reactions().forEach(reaction -> reactions.merge(reaction, -1L, Long::sum));
        }
        if (current.counts()) {
            current.products().forEach(product -> products.merge(product, 1L, Long::sum));
            current.reactions().forEach(reaction -> reactions.merge(reaction, 1L, Long::sum));
        }
        products.replaceAll((product, change) -> {
            long now = store.product(product) + change;
            if (change != 0) {
                store.putProduct(product, now);
            }
            return now;
        });
        reactions.replaceAll((reaction, change) -> {
            long now = store.reaction(reaction) + change;
            if (change != 0) {
                store.putReaction(reaction, now);
            }
            return now;
        });
        for (String product : former.products()) {
            for (String reaction : former.reactions()) {
                if (!current.names(product, reaction)) {
                    PairEntry<E> left = store.pair(product, reaction).without(report);
                    settle(product, reaction, left, products.get(product), reactions.get(reaction), reports, false);
                }
            }
        }
        PairEntry.Citation<E> citation = new PairEntry.Citation<>(report, evidence);
        for (String product : current.products()) {
            for (String reaction : current.reactions()) {
                PairEntry<E> known = store.pair(product, reaction);
                PairEntry<E> entry = known == null ? PairEntry.none() : known;
                PairEntry<E> more = former.names(product, reaction)
                        ? entry.replacing(citation, cited)
                        : entry.with(citation, cited);
                settle(product, reaction, more, products.get(product), reactions.get(reaction), reports, true);
            }
        }
    }

    private void settle(
            String product,
            String reaction,
            PairEntry<E> entry,
            long ofProduct,
            long ofReaction,
            long reports,
            boolean counted) {
        if (entry.together() == 0) {
            store.putPair(product, reaction, null);
            return;
        }
        PairCounts counts = new PairCounts(entry.together(), ofProduct, ofReaction, reports);
        int raised = judge.judge(product, reaction, counts, entry, counted);
        store.putPair(product, reaction, entry.raisedTo(raised));
    }
}
