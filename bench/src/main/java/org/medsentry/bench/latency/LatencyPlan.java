package org.medsentry.bench.latency;

import java.nio.file.Path;

/**
 * What is measured.
 *
 * @param load harmless purchases a second
 * @param samples deciding records of each kind that count
 * @param warmUp deciding records of each kind that come before
 * @param rate deciding records a second
 */
record LatencyPlan(int load, int samples, int warmUp, int rate, int parallelism, Path directory) {

    int all() {
        return warmUp + samples;
    }
}
