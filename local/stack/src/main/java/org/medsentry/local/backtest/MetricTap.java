package org.medsentry.local.backtest;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;

/**
 * Reads the counts that the jobs keep as metrics, for the summary: the same counts that an operator of the live system
 * watches, by the uid of the operator that keeps them.
 */
public final class MetricTap implements MetricReporterFactory {

    private static final String NAME = "backtest";
    private static final String SHARED = "shared";
    private static final String GROUP_OF_OURS = "medsentry";

    /** The metrics of one run; they can still be read when the job has ended. */
    static final class Metrics {

        private final Map<String, Metric> byPlace = new ConcurrentHashMap<>();

        private static String place(String operatorId, String metric) {
            return operatorId + "/" + metric;
        }

        /** The count of this name that the operator with this uid keeps; 0 if it keeps none. */
        long count(String uid, String metric) {
            String operatorId = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid)).toHexString();
            Metric found = byPlace.get(place(operatorId, metric));
            if (found instanceof Counter counter) {
                return counter.getCount();
            }
            return found instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                    ? number.longValue()
                    : 0;
        }
    }

    /** Makes a mini cluster of this configuration report to these metrics. */
    static void configure(Configuration configuration, SharedReference<Metrics> metrics) {
        String prefix = "metrics.reporter." + NAME + ".";
        configuration.setString("metrics.reporters", NAME);
        configuration.setString(prefix + "factory.class", MetricTap.class.getName());
        configuration.setString(prefix + SHARED, metrics.id());
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new Tap(SharedReference.find(properties.getProperty(SHARED)));
    }

    private record Tap(Metrics metrics) implements MetricReporter {

        private static final Set<String> KEPT =
                Set.of("unknownProducts", "duplicates", "duplicateSignals", "ruleFailures", "lateRecords");

        @Override
        public void open(MetricConfig configuration) {
            // Nothing to open.
        }

        @Override
        public void close() {
            // Counts are read later.
        }

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            String operatorId = group.getAllVariables().get("<operator_id>");
            if (operatorId != null && KEPT.contains(name) && isOurs(group)) {
                metrics.byPlace.put(Metrics.place(operatorId, name), metric);
            }
        }

        private static boolean isOurs(MetricGroup group) {
            String[] scope = group.getScopeComponents();
            return scope.length > 0 && scope[scope.length - 1].equals(GROUP_OF_OURS);
        }

        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
            // Counts are read when the job has ended.
        }
    }
}
