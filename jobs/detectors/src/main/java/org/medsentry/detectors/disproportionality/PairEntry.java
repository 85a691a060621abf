package org.medsentry.detectors.disproportionality;

import java.util.ArrayList;
import java.util.List;

/**
 * What a table keeps of a pair.
 *
 * @param together how many reports name both
 * @param raised how high it stands since it was raised, as its judge says; 0 where it is not raised
 * @param newest the reports that came last, the newest at the end
 * @param <E> how a report is cited
 */
public record PairEntry<E>(long together, int raised, List<Citation<E>> newest) {

    /** A report of the pair, by the number that the table knows it by. */
    public record Citation<E>(long report, E evidence) {}

    public PairEntry {
        newest = List.copyOf(newest);
    }

    static <E> PairEntry<E> none() {
        return new PairEntry<>(0, 0, List.of());
    }

    PairEntry<E> with(Citation<E> citation, int most) {
        return new PairEntry<>(together + 1, raised, cited(citation, most));
    }

    /** A further version of a report that counts already. */
    PairEntry<E> replacing(Citation<E> citation, int most) {
        return new PairEntry<>(together, raised, cited(citation, most));
    }

    PairEntry<E> without(long report) {
        return new PairEntry<>(together - 1, raised, others(report));
    }

    PairEntry<E> raisedTo(int level) {
        return level == raised ? this : new PairEntry<>(together, level, newest);
    }

    private List<Citation<E>> cited(Citation<E> citation, int most) {
        List<Citation<E>> cited = others(citation.report());
        cited.add(citation);
        return cited.size() <= most ? cited : cited.subList(cited.size() - most, cited.size());
    }

    private List<Citation<E>> others(long report) {
        List<Citation<E>> others = new ArrayList<>(newest);
        others.removeIf(citation -> citation.report() == report);
        return others;
    }
}
