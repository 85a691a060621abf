package org.medsentry.local.stack;

import java.util.Map;
import org.medsentry.schemas.Stream;

/**
 * The stack at one moment.
 *
 * @param signals raised since the jobs started
 * @param alerts opened since the jobs started
 * @param revisions of alerts that were open already
 */
public record StackSnapshot(Map<Stream, StreamCounts> streams, long signals, long alerts, long revisions) {

    public long deadLetters() {
        return streams.values().stream().mapToLong(StreamCounts::deadLetters).sum();
    }
}
