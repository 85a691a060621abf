package org.medsentry.streaming.pattern;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What of a record travels to the keyed rule operator: not the record but what the rules of one key found in it. A record
 * becomes one for each key that some rule cares about, and none if no rule does.
 *
 * @param evidence how the record is cited; a signal cites all records that made it
 * @param rulesPosition how far the sender had read the rules; a receiver that is behind must read on before it judges
 * @param firings rules on one record that are complete already
 * @param hits what the record means to rules on several records
 * @param withdrawals what an earlier version of the record meant here and this one no longer means
 */
@TypeInfo(RoutedRecordTypeInfo.Factory.class)
public record RoutedRecord(
        SubjectKey key,
        RecordIdentity identity,
        List<Evidence> evidence,
        RegionReference region,
        long rulesPosition,
        List<Firing> firings,
        List<Hit> hits,
        List<Hit> withdrawals) {

    /** The key to partition by: (key type, key). */
    public String routingKey() {
        return key.type() + '\u0000' + key.value();
    }

    /** Identity of the record's version among those of its key. */
    public String versionId() {
        return identity.id() + '\u0000' + identity.version();
    }

    public long time() {
        return identity.time().toEpochMilli();
    }
}
