package org.medsentry.bench.latency;

import java.util.Collection;

/** Milliseconds that so many in a hundred did not exceed; by the nearest rank. */
record Percentiles(int count, double p50, double p95, double p99) {

    static Percentiles ofNanos(Collection<Long> nanos) {
        double[] sorted =
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
        return new Percentiles(sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static double rank(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
