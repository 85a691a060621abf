package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.codec.DefaultZone;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;

/** A time in which a source was never silent for long. Of its records the last is kept, which a signal cites. */
final class ActivePeriod {

    private final ActiveDays days;
    private long first;
    private RecordIdentity last;
    private Hit lastHit;
    private List<Evidence> lastEvidence;
    private RegionReference lastRegion;

    private ActivePeriod(ActiveDays days) {
        this.days = days;
    }

    static ActivePeriod of(RoutedRecord routed, Hit hit) {
        ActivePeriod period = new ActivePeriod(new ActiveDays());
        period.first = routed.time();
        period.end(routed.identity(), hit, routed.evidence(), routed.region());
        period.days.seen(day(routed.identity().time()));
        return period;
    }

    private void end(RecordIdentity identity, Hit hit, List<Evidence> evidence, RegionReference region) {
        last = identity;
        lastHit = hit;
        lastEvidence = evidence;
        lastRegion = region;
    }

    /** The two are one: what lay between them has come, or they overlap. */
    void add(ActivePeriod other) {
        first = Math.min(first, other.first);
        if (other.last.time().isAfter(last.time())) {
            end(other.last, other.lastHit, other.lastEvidence, other.lastRegion);
        }
        days.addAll(other.days);
    }

    long firstMillis() {
        return first;
    }

    long lastMillis() {
        return last.time().toEpochMilli();
    }

    ActiveDays days() {
        return days;
    }

    RecordIdentity last() {
        return last;
    }

    Hit lastHit() {
        return lastHit;
    }

    List<Evidence> lastEvidence() {
        return lastEvidence;
    }

    RegionReference lastRegion() {
        return lastRegion;
    }

    long lastDay() {
        return day(last.time());
    }

    static long day(Instant time) {
        return LocalDate.ofInstant(time, DefaultZone.SHANGHAI).toEpochDay();
    }

    ActivePeriod copy() {
        ActivePeriod copy = new ActivePeriod(days.copy());
        copy.first = first;
        copy.end(last, lastHit, lastEvidence, lastRegion);
        return copy;
    }

    void write(DataOutputView target) throws IOException {
        days.write(target);
        target.writeLong(first);
        last.write(target);
        target.writeShort(lastEvidence.size());
        for (Evidence evidence : lastEvidence) {
            EvidenceFormat.write(evidence, target);
        }
        target.writeBoolean(lastRegion != null);
        if (lastRegion != null) {
            RoutedRecordSerializer.writeRegion(lastRegion, target);
        }
        RoutedRecordSerializer.writeKey(lastHit.key(), target);
        RoutedRecordSerializer.writeHit(lastHit, target);
    }

    static ActivePeriod read(DataInputView source) throws IOException {
        ActivePeriod period = new ActivePeriod(ActiveDays.read(source));
        period.first = source.readLong();
        RecordIdentity last = RecordIdentity.read(source);
        int citations = source.readShort();
        List<Evidence> evidence = new ArrayList<>(citations);
        for (int index = 0; index < citations; index++) {
            evidence.add(EvidenceFormat.read(source));
        }
        RegionReference region = source.readBoolean() ? RoutedRecordSerializer.readRegion(source) : null;
        SubjectKey key = RoutedRecordSerializer.readKey(source);
        period.end(last, RoutedRecordSerializer.readHit(key, source), evidence, region);
        return period;
    }
}
