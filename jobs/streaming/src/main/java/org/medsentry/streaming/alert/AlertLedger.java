package org.medsentry.streaming.alert;

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
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.UnitReference;
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

    static OpenAlert open(RoutedSignal routed) {
        Signal signal = routed.signal();
        Evidence opening = signal.evidence().get(signal.evidence().size() - 1);
        Alert alert = new Alert(
                alertId(signal, opening),
                1,
                signal.ruleId(),
                signal.ruleVersion(),
                signal.title(),
                signal.level(),
                signal.level().rank(),
                AlertStatus.NEW,
                signal.key(),
                signal.subject(),
                signal.region(),
                streams(signal),
                signal.modifiers(),
                signal.firstEventAt(),
                signal.lastEventAt(),
                signal.detectedAt(),
                signal.detectedAt(),
                opening.occurredAt(),
                signal.observed(),
                signal.expected(),
                signal.threshold(),
                signal.score(),
                signal.window(),
                signal.explanation(),
                newest(List.of(), signal.evidence()),
                signal.evidence().size(),
                1,
                told(routed.responsibilities(), signal.level()),
                null,
                signal.caseKey(),
                signal.ruleId().equals(Signal.DRILL),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
        return new OpenAlert(alert, routed.responsibilities());
    }

    static OpenAlert absorb(OpenAlert open, RoutedSignal routed) {
        Alert alert = open.alert();
        Signal signal = routed.signal();
        boolean leads = signal.level().atLeast(alert.level());
        Level level = Level.highest(alert.level(), signal.level());
        List<Responsibility> responsibilities = union(open.responsibilities(), routed.responsibilities());
        Alert revised = new Alert(
                alert.alertId(),
                alert.revision() + 1,
                alert.ruleId(),
                leads ? signal.ruleVersion() : alert.ruleVersion(),
                leads ? signal.title() : alert.title(),
                level,
                level.rank(),
                alert.status(),
                alert.key(),
                common(alert.subject(), signal.subject()),
                around(alert.region(), routed.regions()),
                union(alert.streams(), streams(signal)),
                union(alert.modifiers(), signal.modifiers()),
                earlier(alert.firstEventAt(), signal.firstEventAt()),
                later(alert.lastEventAt(), signal.lastEventAt()),
                alert.raisedAt(),
                later(alert.updatedAt(), signal.detectedAt()),
                alert.openingEventAt(),
                leads ? signal.observed() : alert.observed(),
                leads ? signal.expected() : alert.expected(),
                leads ? signal.threshold() : alert.threshold(),
                leads ? signal.score() : alert.score(),
                leads ? signal.window() : alert.window(),
                leads ? signal.explanation() : alert.explanation(),
                newest(alert.evidence(), signal.evidence()),
                alert.evidenceCount() + added(alert.evidence(), signal.evidence()),
                alert.signalCount() + 1,
                told(responsibilities, level),
                alert.previousAlertId(),
                alert.caseKey(),
                alert.drill(),
                alert.inhibitedBy(),
                alert.silencedUntil(),
                alert.assignee(),
                alert.escalateAt(),
                alert.closedAt(),
                alert.actions(),
                alert.escalations(),
                alert.deliveries());
        return new OpenAlert(revised, responsibilities);
    }

    private static String alertId(Signal signal, Evidence opening) {
        String name = String.join(
                "\u0000",
                signal.ruleId(),
                signal.key().type(),
                signal.key().value(),
                opening.stream(),
                opening.source(),
                opening.eventId());
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

    private static List<UnitReference> told(List<Responsibility> responsibilities, Level level) {
        return responsibilities.stream()
                .filter(responsibility -> level.atLeast(responsibility.minLevel()))
                .map(Responsibility::unit)
                .toList();
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
