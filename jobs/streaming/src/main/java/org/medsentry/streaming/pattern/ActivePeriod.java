package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.codec.DefaultZone;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;

/** A time in which a source was never silent for long. Of its records the last is kept, which a signal cites. */
final class ActivePeriod {

    private static final RoutedRecordSerializer RECORDS = new RoutedRecordSerializer();

    private final ActiveDays days;
    private long first;
    private RoutedRecord last;

    private ActivePeriod(ActiveDays days) {
        this.days = days;
    }

    static ActivePeriod of(RoutedRecord routed, Hit hit) {
        ActivePeriod period = new ActivePeriod(new ActiveDays());
        period.first = routed.time();
        period.last = routed.part(List.of(hit), List.of());
        period.days.seen(day(routed.identity().time()));
        return period;
    }

    /** The two are one: what lay between them has come, or they overlap. */
    void add(ActivePeriod other) {
        first = Math.min(first, other.first);
        if (other.last().time().isAfter(last().time())) {
            last = other.last;
        }
        days.addAll(other.days);
    }

    long firstMillis() {
        return first;
    }

    long lastMillis() {
        return last.time();
    }

    ActiveDays days() {
        return days;
    }

    RecordIdentity last() {
        return last.identity();
    }

    Hit lastHit() {
        return last.hits().get(0);
    }

    List<Evidence> lastEvidence() {
        return last.evidence();
    }

    RegionReference lastRegion() {
        return last.region();
    }

    long lastDay() {
        return day(last().time());
    }

    static long day(Instant time) {
        return LocalDate.ofInstant(time, DefaultZone.SHANGHAI).toEpochDay();
    }

    ActivePeriod copy() {
        ActivePeriod copy = new ActivePeriod(days.copy());
        copy.first = first;
        copy.last = last;
        return copy;
    }

    void write(DataOutputView target) throws IOException {
        days.write(target);
        target.writeLong(first);
        RECORDS.serialize(last, target);
    }

    static ActivePeriod read(DataInputView source) throws IOException {
        ActivePeriod period = new ActivePeriod(ActiveDays.read(source));
        period.first = source.readLong();
        period.last = RECORDS.deserialize(source);
        return period;
    }
}
