package org.medsentry.bench.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medsentry.bench.Spread;

/** The result as a Markdown table. */
record GatewayReport(
        GatewayPlan plan,
        Map<GatewayContender, List<GatewayResult>> results,
        List<Long> heap,
        int records,
        long bytes,
        String machine) {

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| who sends | records/s | records/s of CPU | of the producer | by CPU time without the JIT |\n");
        text.append("| --- | ---: | ---: | ---: | ---: |\n");
        results.forEach((contender, runs) -> {
            Spread rate = spread(contender, GatewayResult::recordsPerSecond);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f (%,.0f-%,.0f) | %,.0f | %s | %s |%n",
                    contender.title(),
                    rate.median(),
                    rate.least(),
                    rate.most(),
                    spread(contender, GatewayResult::recordsPerProcessorSecond).median(),
                    share(contender, GatewayResult::recordsPerSecond),
                    share(contender, GatewayResult::recordsPerProcessorSecond)));
        });
        text.append(String.format(
                Locale.ROOT,
                """

                Medians of %d rounds (least-most). %,d purchase registrations of %d bytes on average, all accepted; batches of %,d over %d connections, single
                records over %d connections (%,d records). Heap of the gateway in MiB after a collection, at the start and after each tenth of the records: %s.
                %s; %s; JVM flags: %s. %s.
                """,
                plan.rounds(),
                records,
                bytes / Math.max(1, records),
                plan.batchRecords(),
                plan.batchConnections(),
                plan.singleConnections(),
                Math.min(plan.singleRecords(), records),
                heap.stream()
                        .map(used -> String.format(Locale.ROOT, "%.1f", used / 1048576.0))
                        .collect(Collectors.joining(", ")),
                plan.pinning().description(),
                machine,
                String.join(" ", plan.jvmFlags()),
                LocalDate.now()));
        return text.toString();
    }

    private Spread spread(GatewayContender contender, ToDoubleFunction<GatewayResult> figure) {
        return Spread.of(results.get(contender).stream().mapToDouble(figure).toArray());
    }

    /** Within each round, between neighbours: the machine is not always as fast. */
    private String share(GatewayContender contender, ToDoubleFunction<GatewayResult> figure) {
        List<GatewayResult> runs = results.get(contender);
        List<GatewayResult> producers = results.get(GatewayContender.PRODUCER);
        Spread percent = Spread.of(IntStream.range(0, runs.size())
                .mapToDouble(round ->
                        100 * figure.applyAsDouble(runs.get(round)) / figure.applyAsDouble(producers.get(round)))
                .toArray());
        return String.format(Locale.ROOT, "%.0f %% (%.0f-%.0f)", percent.median(), percent.least(), percent.most());
    }
}
