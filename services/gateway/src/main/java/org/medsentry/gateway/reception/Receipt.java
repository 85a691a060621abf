package org.medsentry.gateway.reception;

import java.util.List;

/** The answer to a request, record by record. */
public record Receipt(List<RecordResult> results, int accepted, int duplicates, int rejected, int unavailable) {

    static Receipt of(List<RecordResult> results) {
        int[] counts = new int[RecordStatus.values().length];
        for (RecordResult result : results) {
            counts[result.status().ordinal()]++;
        }
        return new Receipt(
                results,
                counts[RecordStatus.ACCEPTED.ordinal()],
                counts[RecordStatus.DUPLICATE.ordinal()],
                counts[RecordStatus.REJECTED.ordinal()],
                counts[RecordStatus.UNAVAILABLE.ordinal()]);
    }

    /** 200 where all were accepted; 503 where Kafka took none and some are to be sent again; else 207, and each record says for itself. */
    public int httpStatus() {
        if (accepted == results.size()) {
            return 200;
        }
        return unavailable > 0 && accepted == 0 ? 503 : 207;
    }
}
