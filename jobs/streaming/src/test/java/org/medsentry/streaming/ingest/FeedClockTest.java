package org.medsentry.streaming.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FeedClockTest {

    private final Map<String, Gauge<?>> gauges = new TreeMap<>();
    private final FeedClock feeds = new FeedClock(new TestingMetrics(""));

    /** Keeps gauges by the names of their groups. */
    private final class TestingMetrics extends UnregisteredMetricsGroup {

        private final String name;

        TestingMetrics(String name) {
            this.name = name;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new TestingMetrics(name + key + "." + value + ".");
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String gaugeName, G gauge) {
            gauges.put(name + gaugeName, gauge);
            return gauge;
        }
    }

    @Test
    void eachSourceHasTheTimeOfItsLastRecord() {
        feeds.seen("chain-a", 1);
        feeds.seen("chain-b", 2);
        feeds.seen("chain-a", 3);

        assertThat(gauges).hasSize(2);
        assertThat(gauges.get("source.chain-a.lastRecordAt").getValue()).isEqualTo(3L);
        assertThat(gauges.get("source.chain-b.lastRecordAt").getValue()).isEqualTo(2L);
    }

    @Test
    void sendersCannotFillTheMemoryWithNames() {
        for (int source = 0; source < 2 * FeedClock.MOST_SOURCES; source++) {
            feeds.seen("source-" + source, source);
        }
        assertThat(gauges).hasSize(FeedClock.MOST_SOURCES);
    }
}
