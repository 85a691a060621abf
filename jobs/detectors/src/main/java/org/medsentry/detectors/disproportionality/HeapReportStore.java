package org.medsentry.detectors.disproportionality;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A table in memory. */
public final class HeapReportStore<E> implements ReportStore<E> {

    private record Pair(String product, String reaction) {}

    private final Map<String, Long> products = new HashMap<>();
    private final Map<String, Long> reactions = new HashMap<>();
    private final Map<Pair, PairEntry<E>> pairs = new HashMap<>();
    private final Map<Long, CountedReport> reportsById = new HashMap<>();
    private long reports;

    @Override
    public long reports() {
        return reports;
    }

    @Override
    public void putReports(long count) {
        reports = count;
    }

    @Override
    public long product(String product) {
        return products.getOrDefault(product, 0L);
    }

    @Override
    public void putProduct(String product, long count) {
        put(products, product, count);
    }

    @Override
    public long reaction(String reaction) {
        return reactions.getOrDefault(reaction, 0L);
    }

    @Override
    public void putReaction(String reaction, long count) {
        put(reactions, reaction, count);
    }

    private static void put(Map<String, Long> margins, String name, long count) {
        if (count == 0) {
            margins.remove(name);
        } else {
            margins.put(name, count);
        }
    }

    @Override
    public PairEntry<E> pair(String product, String reaction) {
        return pairs.get(new Pair(product, reaction));
    }

    @Override
    public void putPair(String product, String reaction, PairEntry<E> entry) {
        if (entry == null) {
            pairs.remove(new Pair(product, reaction));
        } else {
            pairs.put(new Pair(product, reaction), entry);
        }
    }

    @Override
    public CountedReport report(long report) {
        return reportsById.get(report);
    }

    @Override
    public void putReport(long report, CountedReport counted) {
        reportsById.put(report, counted);
    }

    /** How many pairs have at least one report. */
    public int size() {
        return pairs.size();
    }

    /** Calls back for every pair, with product and reaction. */
    public void forEachPair(BiConsumer<String, String> action) {
        pairs.keySet().forEach(pair -> action.accept(pair.product(), pair.reaction()));
    }
}
