package org.medsentry.local.stack;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The jobs' own counters, as they count: the status line and the closing table of the local stack read them here, since the
 * cluster runs in this very process.
 */
public final class MetricBoard implements MetricReporter {

    private static final String SCOPE = "medsentry";
    private static final Map<Counter, Place> COUNTERS = new ConcurrentHashMap<>();

    private record Place(String job, String name) {}

    /** Found by Flink through the service loader. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new MetricBoard();
        }
    }

    /** Sum of a counter over all tasks of a job; 0 while there is none. */
    public static long total(String job, String name) {
        Place place = new Place(job, name);
        return COUNTERS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(place))
                .mapToLong(entry -> entry.getKey().getCount())
                .sum();
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String job = group.getAllVariables().get("<job_name>");
        if (metric instanceof Counter counter && job != null && isOurs(group)) {
            COUNTERS.put(counter, new Place(job, name));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter counter) {
            COUNTERS.remove(counter);
        }
    }

    private static boolean isOurs(MetricGroup group) {
        for (String scope : group.getScopeComponents()) {
            if (scope.equals(SCOPE)) {
                return true;
            }
        }
        return false;
    }
}
