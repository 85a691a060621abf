package org.medsentry.detectors.disproportionality;

/**
 * Where a {@link ReportTable} lies: on the heap, or in the state of a job. What was never put is 0 or null; what is put as 0 or null
 * takes no room.
 *
 * @param <E> how a report is cited
 */
public interface ReportStore<E> {

    /** Reports that count. */
    long reports();

    void putReports(long reports);

    /** Reports that name the product. */
    long product(String product);

    void putProduct(String product, long reports);

    /** Reports that name the reaction. */
    long reaction(String reaction);

    void putReaction(String reaction, long reports);

    PairEntry<E> pair(String product, String reaction);

    void putPair(String product, String reaction, PairEntry<E> entry);

    CountedReport report(long report);

    void putReport(long report, CountedReport counted);
}
