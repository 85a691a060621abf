package org.medsentry.streaming.pattern;

import java.util.List;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What of a record travels to the keyed rule operator: not the record but what the rules of one key found in it. A record
 * becomes one for each key that some rule cares about, and none if no rule does.
 *
 * @param version report version; part of the record's identity
 */
public record RoutedRecord(
        SubjectKey key, Evidence evidence, int version, RegionReference region, List<Firing> firings) {

    /** The key to partition by: (key type, key). */
    public String routingKey() {
        return key.type() + '\u0000' + key.value();
    }

    /** Identity of the record among those of its key. */
    public String recordId() {
        return evidence.source() + '\u0000' + evidence.eventId() + '\u0000' + version;
    }
}
