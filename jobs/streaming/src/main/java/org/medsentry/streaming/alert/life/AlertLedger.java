package org.medsentry.streaming.alert.life;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.streaming.reference.RegionCodes;

/**
 * How an alert grows: opened by a signal, revised by every further one, climbing by evidence and never falling. Times come
 * from the signals themselves, so that reading them again makes the same alert to the letter.
 */
final class AlertLedger {

    /** The newest records that an alert shows; it counts them all. */
    static final int EVIDENCE_SHOWN = 100;

    private static final Comparator<Evidence> IN_ORDER = Comparator.comparing(Evidence::occurredAt)
            .thenComparing(Evidence::source)
            .thenComparing(Evidence::eventId);

    private AlertLedger() {}

    /** @param former the closed alert of the same rule and key that this one follows; null if there is none */
    static AlertDraft open(RoutedSignal routed, ClosedAlert former) {
        Signal signal = routed.signal();
        Evidence opening = signal.evidence().get(signal.evidence().size() - 1);
        AlertDraft draft = new AlertDraft();
        draft.previousAlertId = former == null ? null : former.alertId();
        draft.formerTold = former != null && former.told();
        draft.alertId = alertId(signal, opening, draft.previousAlertId);
        draft.ruleId = signal.ruleId();
        draft.status = AlertStatus.NEW;
        draft.key = signal.key();
        draft.caseKey = signal.caseKey();
        draft.drill = signal.ruleId().equals(Signal.DRILL);
        draft.level = signal.level();
        draft.evidenceLevel = signal.level();
        draft.openingLevel = signal.level();
        lead(draft, signal);
        draft.subject = signal.subject();
        draft.region = signal.region();
        draft.streams = streams(signal);
        draft.modifiers = signal.modifiers();
        draft.inhibits = inhibits(signal);
        draft.firstEventAt = signal.firstEventAt();
        draft.lastEventAt = signal.lastEventAt();
        draft.raisedAt = signal.detectedAt();
        draft.updatedAt = signal.detectedAt();
        draft.openingEventAt = opening.occurredAt();
        draft.evidence = newest(List.of(), signal.evidence());
        draft.evidenceCount = signal.evidence().size();
        draft.signalCount = 1;
        draft.responsibilities = routed.responsibilities();
        draft.told = List.of();
        draft.actions = List.of();
        draft.escalations = List.of();
        draft.deliveries = List.of();
        draft.units = Units.concerned(draft);
        draft.urgent = true;
        return draft;
    }

    /** A level that evidence had reached before does not raise an alert again that a person has lowered since. */
    static AlertDraft absorb(OpenAlert open, RoutedSignal routed) {
        Signal signal = routed.signal();
        AlertDraft draft = new AlertDraft(open);
        if (signal.level().atLeast(draft.evidenceLevel)) {
            lead(draft, signal);
        }
        if (signal.level().compareTo(draft.evidenceLevel) > 0) {
            climb(draft, signal);
        }
        draft.subject = common(draft.subject, signal.subject());
        draft.region = around(draft.region, routed.regions());
        draft.streams = union(draft.streams, streams(signal));
        draft.modifiers = union(draft.modifiers, signal.modifiers());
        draft.inhibits = inhibits(signal);
        draft.firstEventAt = earlier(draft.firstEventAt, signal.firstEventAt());
        draft.lastEventAt = later(draft.lastEventAt, signal.lastEventAt());
        draft.updated(signal.detectedAt());
        draft.evidenceCount += added(draft.evidence, signal.evidence());
        draft.evidence = newest(draft.evidence, signal.evidence());
        draft.signalCount++;
        draft.responsibilities = Units.merged(draft.responsibilities, routed.responsibilities());
        draft.units = Units.concerned(draft);
        return draft;
    }

    private static void climb(AlertDraft draft, Signal signal) {
        draft.climbedFrom = draft.climbedFrom == null ? draft.level : draft.climbedFrom;
        draft.level = signal.level();
        draft.evidenceLevel = signal.level();
        draft.urgent = true;
    }

    /** The strongest signal says what the alert is about. */
    private static void lead(AlertDraft draft, Signal signal) {
        draft.ruleVersion = signal.ruleVersion();
        draft.title = signal.title();
        draft.observed = signal.observed();
        draft.expected = signal.expected();
        draft.threshold = signal.threshold();
        draft.score = signal.score();
        draft.window = signal.window();
        draft.explanation = signal.explanation();
    }

    private static List<String> inhibits(Signal signal) {
        return signal.inhibits() == null ? List.of() : signal.inhibits();
    }

    /** A successor may open with the very record that opened the one before, for instance with a later version of a report. */
    private static String alertId(Signal signal, Evidence opening, String previousAlertId) {
        String name = String.join(
                "\u0000",
                signal.ruleId(),
                signal.key().type(),
                signal.key().value(),
                opening.stream(),
                opening.source(),
                opening.eventId());
        name = previousAlertId == null ? name : name + "\u0000" + previousAlertId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private record RecordId(String stream, String source, String eventId) {
        static RecordId of(Evidence evidence) {
            return new RecordId(evidence.stream(), evidence.source(), evidence.eventId());
        }
    }

    /** In the order of stream time, so that it does not depend on the order in which signals come. */
    private static List<Evidence> newest(List<Evidence> shown, List<Evidence> more) {
        Map<RecordId, Evidence> all = new LinkedHashMap<>();
        shown.forEach(evidence -> all.put(RecordId.of(evidence), evidence));
        more.forEach(evidence -> all.putIfAbsent(RecordId.of(evidence), evidence));
        List<Evidence> newest = new ArrayList<>(all.values());
        newest.sort(IN_ORDER);
        return newest.size() <= EVIDENCE_SHOWN
                ? newest
                : new ArrayList<>(newest.subList(newest.size() - EVIDENCE_SHOWN, newest.size()));
    }

    private static long added(List<Evidence> shown, List<Evidence> more) {
        Set<RecordId> known = new HashSet<>();
        shown.forEach(evidence -> known.add(RecordId.of(evidence)));
        return more.stream().map(RecordId::of).filter(known::add).count();
    }

    /** Those of the records: that a rule over several streams joined them is not what people need to know. */
    private static List<String> streams(Signal signal) {
        return signal.evidence().stream().map(Evidence::stream).distinct().toList();
    }

    private static <T> List<T> union(List<T> first, List<T> second) {
        if (first.containsAll(second)) {
            return first;
        }
        List<T> union = new ArrayList<>(first);
        second.stream().filter(element -> !first.contains(element)).forEach(union::add);
        return union;
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    /** The smallest region that holds all evidence, or null if only the nation does. */
    private static RegionReference around(RegionReference region, List<RegionReference> others) {
        if (region == null || others.isEmpty()) {
            return region;
        }
        String code = RegionCodes.around(
                region.path(), others.stream().map(RegionReference::code).toList());
        return others.stream()
                .filter(other -> other.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** Only what all signals agree on still says what the alert is about. */
    private static Subject common(Subject first, Subject second) {
        return new Subject(
                same(first.productCode(), second.productCode()),
                same(first.productName(), second.productName()),
                same(first.lotNumber(), second.lotNumber()),
                same(first.category(), second.category()),
                same(first.controlClass(), second.controlClass()),
                same(first.sellerId(), second.sellerId()),
                same(first.sellerLicence(), second.sellerLicence()),
                same(first.platformId(), second.platformId()),
                same(first.pharmacyId(), second.pharmacyId()),
                same(first.reporterId(), second.reporterId()),
                same(first.recallId(), second.recallId()),
                same(first.reactionCode(), second.reactionCode()),
                same(first.reactionTerm(), second.reactionTerm()));
    }

    private static String same(String first, String second) {
        return Objects.equals(first, second) ? first : null;
    }
}
