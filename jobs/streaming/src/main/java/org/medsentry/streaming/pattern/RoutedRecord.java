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
 */
@TypeInfo(RoutedRecordTypeInfo.Factory.class)
public final class RoutedRecord {

    private final SubjectKey key;
    private final RecordIdentity identity;
    private final Particulars particulars;
    private final long rulesPosition;
    private final List<Firing> firings;
    private final List<Hit> hits;
    private final List<Hit> withdrawals;

    /**
     * A record at a key.
     *
     * @param evidence how the record is cited; a signal cites all records that made it
     * @param rulesPosition how far the sender had read the rules; a receiver that is behind must read on before it judges
     * @param firings rules on one record that are complete already
     * @param hits what the record means to rules on several records
     * @param withdrawals what an earlier version of the record meant here and this one no longer means
     */
    public RoutedRecord(
            SubjectKey key,
            RecordIdentity identity,
            List<Evidence> evidence,
            RegionReference region,
            long rulesPosition,
            List<Firing> firings,
            List<Hit> hits,
            List<Hit> withdrawals) {
        this(key, identity, Particulars.of(evidence, region, null), rulesPosition, firings, hits, withdrawals);
    }

    RoutedRecord(
            SubjectKey key,
            RecordIdentity identity,
            Particulars particulars,
            long rulesPosition,
            List<Firing> firings,
            List<Hit> hits,
            List<Hit> withdrawals) {
        this.key = key;
        this.identity = identity;
        this.particulars = particulars;
        this.rulesPosition = rulesPosition;
        this.firings = firings;
        this.hits = hits;
        this.withdrawals = withdrawals;
    }

    /** What of it concerns one rule. */
    RoutedRecord part(List<Hit> itsHits, List<Hit> itsWithdrawals) {
        return new RoutedRecord(key, identity, particulars, rulesPosition, List.of(), itsHits, itsWithdrawals);
    }

    public SubjectKey key() {
        return key;
    }

    public RecordIdentity identity() {
        return identity;
    }

    Particulars particulars() {
        return particulars;
    }

    public List<Evidence> evidence() {
        return particulars.evidence();
    }

    public RegionReference region() {
        return particulars.region();
    }

    public long rulesPosition() {
        return rulesPosition;
    }

    public List<Firing> firings() {
        return firings;
    }

    public List<Hit> hits() {
        return hits;
    }

    public List<Hit> withdrawals() {
        return withdrawals;
    }

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
