package org.medsentry.schemas.event;

import java.time.Instant;
import org.medsentry.schemas.Stream;

/** What the records of all input streams have in common: an identity and a place in time and space. */
public sealed interface StreamRecord permits PurchaseRegistration, AdverseReaction, OnlineSale {

    Stream stream();

    /** Unique within {@link #source()}; the report number of an adverse reaction. */
    String eventId();

    /** The feeding network. */
    String source();

    /** The time that watermarks, windows and alerts go by: the sale, or the receipt of a report. */
    Instant streamTime();

    /** County code of GB/T 2260, or null where the stream does not require one. */
    String regionCode();

    /** Report version; 1 for streams without versions. */
    default int version() {
        return 1;
    }
}
