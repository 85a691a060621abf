package org.medsentry.bench.pipeline;

import java.util.List;

/**
 * Under what conditions the figures came about; without them they mean nothing.
 *
 * @param warmUpShare part of the records that came before those that were measured
 * @param recordBytes mean length of a record
 * @param signals what the job had to find in the load
 */
record MeasuredSetting(
        String machine,
        String java,
        String pinning,
        List<String> jvmFlags,
        long records,
        double warmUpShare,
        long recordBytes,
        int partitions,
        int rules,
        int products,
        long signals,
        long deadLetters,
        String measuredAt) {}
