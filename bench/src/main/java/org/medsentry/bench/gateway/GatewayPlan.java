package org.medsentry.bench.gateway;

import java.nio.file.Path;
import java.util.List;
import org.medsentry.bench.CompilerTime;
import org.medsentry.bench.CorePinning;

/**
 * What is measured.
 *
 * @param records about how many purchases a run of batches or of the producer sends, warm-up included
 * @param singleRecords how many of them a run of single records sends
 * @param warmUpShare part of a run's records that each process sends unmeasured first
 */
record GatewayPlan(
        int records,
        int singleRecords,
        int rounds,
        int batchRecords,
        int batchConnections,
        int singleConnections,
        double warmUpShare,
        String heap,
        CorePinning pinning,
        Path directory) {

    List<String> jvmFlags() {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", CompilerTime.FLAG);
    }
}
