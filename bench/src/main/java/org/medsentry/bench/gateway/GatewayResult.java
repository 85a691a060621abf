package org.medsentry.bench.gateway;

/** One measured run. */
record GatewayResult(int records, double seconds, double processorSeconds) {

    double recordsPerSecond() {
        return records / seconds;
    }

    double recordsPerProcessorSecond() {
        return processorSeconds > 0 ? records / processorSeconds : 0;
    }
}
