package org.medsentry.bench.latency;

import java.util.Locale;
import java.util.Map;

/** The percentiles of each way that was timed, beside the floor. */
record LatencyReport(LatencyPlan plan, Percentiles floor, Map<String, Percentiles> ways) {

    String markdown(String machine) {
        StringBuilder table = new StringBuilder("""
                | from the append of the deciding record to | samples | p50 ms | p95 ms | p99 ms | p99 / floor |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        row(table, "floor: a record to a consumer and back over Kafka, then one bulk request", floor);
        ways.forEach((name, percentiles) -> row(table, name, percentiles));
        return table
                + "\n%,d harmless purchases and %d deciding records a second; parallelism %d; the first %d of each kind do not count. %s.\n"
                        .formatted(plan.load(), plan.rate(), plan.parallelism(), plan.warmUp(), machine);
    }

    private void row(StringBuilder table, String name, Percentiles percentiles) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.2f |%n",
                name,
                percentiles.count(),
                percentiles.p50(),
                percentiles.p95(),
                percentiles.p99(),
                percentiles.p99() / floor.p99()));
    }
}
