package org.medsentry.streaming.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * When each source last had a record read that was good, as metrics {@code medsentry.source.SOURCE.lastRecordAt} (epoch
 * milliseconds of the wall clock): the console shows by it which feeds are alive and which are silent. A restart forgets it.
 */
final class FeedClock {

    /** Metrics are kept in memory and named by what senders write. */
    static final int MOST_SOURCES = 200;

    private final MetricGroup metrics;
    private final Map<String, Feed> feeds = new HashMap<>();

    private static final class Feed implements Gauge<Long> {

        private final AtomicLong lastRecordAt = new AtomicLong();

        @Override
        public Long getValue() {
            return lastRecordAt.get();
        }
    }

    /** @param metrics the group {@code medsentry} of the operator */
    FeedClock(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void seen(String source, long now) {
        Feed feed = feeds.get(source);
        if (feed == null) {
            if (feeds.size() >= MOST_SOURCES) {
                return;
            }
            feed = new Feed();
            feeds.put(source, feed);
            metrics.addGroup("source", source).gauge("lastRecordAt", feed);
        }
        // whoever reads the gauge may learn of it a moment later: to wait for that costs more than all else here
        feed.lastRecordAt.lazySet(now);
    }
}
