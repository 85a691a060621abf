package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.streaming.state.Texts;

/** Evidence in packed bytes. */
final class EvidenceFormat {

    private EvidenceFormat() {}

    static void write(Evidence evidence, DataOutputView target) throws IOException {
        Texts.writeRecurring(evidence.stream(), target);
        Texts.write(evidence.source(), target);
        Texts.write(evidence.eventId(), target);
        Texts.writeTime(evidence.occurredAt(), target);
        writePlaces(evidence, target);
    }

    /** All but which record it is and when it happened. */
    static void writePlaces(Evidence evidence, DataOutputView target) throws IOException {
        Texts.write(evidence.receiptId(), target);
        Texts.write(evidence.pharmacyId(), target);
        Texts.write(evidence.reporterId(), target);
        Texts.write(evidence.platformId(), target);
        Texts.write(evidence.sellerId(), target);
    }

    static Evidence read(DataInputView source) throws IOException {
        return readPlaces(Texts.read(source), Texts.read(source), Texts.read(source), Texts.readTime(source), source);
    }

    static Evidence readPlaces(
            String stream, String recordSource, String eventId, Instant occurredAt, DataInputView source)
            throws IOException {
        return new Evidence(
                stream,
                recordSource,
                eventId,
                occurredAt,
                Texts.read(source),
                Texts.read(source),
                Texts.read(source),
                Texts.read(source),
                Texts.read(source));
    }
}
