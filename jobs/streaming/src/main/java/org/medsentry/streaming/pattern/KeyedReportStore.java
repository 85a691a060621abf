package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.medsentry.detectors.disproportionality.CountedReport;
import org.medsentry.detectors.disproportionality.PairEntry;
import org.medsentry.detectors.disproportionality.ReportStore;
import org.medsentry.schemas.document.Evidence;

/** The table of one rule in Flink's state: an entry for each report, margin and pair, so that a report touches only its own. */
final class KeyedReportStore implements ReportStore<Evidence> {

    /** By this one every table is found. */
    static final ValueStateDescriptor<Long> REPORTS =
            new ValueStateDescriptor<>("report-table", LongSerializer.INSTANCE);

    private static final MapStateDescriptor<String, Long> PRODUCT_MARGINS =
            new MapStateDescriptor<>("report-table-products", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
    private static final MapStateDescriptor<String, Long> REACTION_MARGINS =
            new MapStateDescriptor<>("report-table-reactions", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
    private static final MapStateDescriptor<String, PairEntry<Evidence>> PAIRS =
            new MapStateDescriptor<>("report-table-pairs", StringSerializer.INSTANCE, new PairEntrySerializer());
    private static final MapStateDescriptor<Long, CountedReport> BY_NUMBER =
            new MapStateDescriptor<>("report-table-reports", LongSerializer.INSTANCE, new CountedReportSerializer());

    private final ValueState<Long> reports;
    private final MapState<String, Long> products;
    private final MapState<String, Long> reactions;
    private final MapState<String, PairEntry<Evidence>> pairs;
    private final MapState<Long, CountedReport> byNumber;

    /** Good at the current key until state of another name is asked for. */
    KeyedReportStore(Matching matching, String watchId) throws Exception {
        reports = matching.state(watchId, REPORTS);
        products = matching.map(watchId, PRODUCT_MARGINS);
        reactions = matching.map(watchId, REACTION_MARGINS);
        pairs = matching.map(watchId, PAIRS);
        byNumber = matching.map(watchId, BY_NUMBER);
    }

    /** Makes it one that is found, even before a report counts. */
    void begin() {
        if (read(reports::value) == null) {
            putReports(0);
        }
    }

    void clear() {
        reports.clear();
        products.clear();
        reactions.clear();
        pairs.clear();
        byNumber.clear();
    }

    @Override
    public long reports() {
        return orZero(read(reports::value));
    }

    @Override
    public void putReports(long count) {
        write(() -> reports.update(count));
    }

    @Override
    public long product(String product) {
        return orZero(read(() -> products.get(product)));
    }

    @Override
    public void putProduct(String product, long count) {
        put(products, product, count);
    }

    @Override
    public long reaction(String reaction) {
        return orZero(read(() -> reactions.get(reaction)));
    }

    @Override
    public void putReaction(String reaction, long count) {
        put(reactions, reaction, count);
    }

    @Override
    public PairEntry<Evidence> pair(String product, String reaction) {
        return read(() -> pairs.get(key(product, reaction)));
    }

    @Override
    public void putPair(String product, String reaction, PairEntry<Evidence> entry) {
        write(() -> {
            if (entry == null) {
                pairs.remove(key(product, reaction));
            } else {
                pairs.put(key(product, reaction), entry);
            }
        });
    }

    @Override
    public CountedReport report(long report) {
        return read(() -> byNumber.get(report));
    }

    @Override
    public void putReport(long report, CountedReport counted) {
        write(() -> byNumber.put(report, counted));
    }

    private static void put(MapState<String, Long> margins, String name, long count) {
        write(() -> {
            if (count == 0) {
                margins.remove(name);
            } else {
                margins.put(name, count);
            }
        });
    }

    private static String key(String product, String reaction) {
        return product + '\u0000' + reaction;
    }

    private static long orZero(Long count) {
        return count == null ? 0 : count;
    }

    private interface Reading<T> {
        T read() throws Exception;
    }

    private interface Writing {
        void write() throws Exception;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception unreadable) {
            throw new UncheckedIOException("a table of reports cannot be read", new IOException(unreadable));
        }
    }

    private static void write(Writing writing) {
        read(() -> {
            writing.write();
            return null;
        });
    }
}
