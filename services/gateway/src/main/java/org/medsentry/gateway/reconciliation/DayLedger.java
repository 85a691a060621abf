package org.medsentry.gateway.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.GatewayAccount;
import org.medsentry.schemas.document.GatewayAccount.StreamAccount;

/** One day of one network, as far as it was read. Not thread-safe. */
final class DayLedger {
    static final int MOST_FINDINGS = 10_000;
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::at).thenComparing(Finding::id);

    private final Map<String, GatewayAccount> accounts = new HashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Long> deadLetters = new HashMap<>();
    private final Map<String, Long> late = new HashMap<>();
    private boolean forgetful;

    /** The whole of a stream. */
    record Totals(
            String stream,
            long accepted,
            long duplicates,
            long rejected,
            Map<String, Long> rejectedByReason,
            long unavailable,
            long deadLetters,
            long late) {}

    void add(GatewayAccount account) {
        accounts.put(account.instance(), account);
    }

    /** What was found before, by another rule or in another reading, is one finding. */
    void add(Finding finding) {
        Finding known = findings.get(finding.id());
        if (known != null) {
            findings.put(finding.id(), merged(known, finding));
            return;
        }
        (finding.kind() == Finding.Kind.LATE ? late : deadLetters).merge(finding.stream(), 1L, Long::sum);
        findings.put(finding.id(), finding);
        if (findings.size() > MOST_FINDINGS) {
            findings.remove(findings.keySet().iterator().next());
            forgetful = true;
        }
    }

    private static Finding merged(Finding known, Finding finding) {
        TreeSet<String> missed = new TreeSet<>(known.missed());
        missed.addAll(finding.missed());
        return new Finding(
                known.kind(),
                known.at(),
                known.id(),
                known.stream(),
                known.eventId(),
                known.version(),
                known.reason(),
                known.pointer(),
                known.message(),
                known.streamTime(),
                known.latenessSeconds(),
                List.copyOf(missed));
    }

    List<Totals> totals() {
        List<Totals> totals = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            totals.add(totals(stream.id()));
        }
        return totals;
    }

    private Totals totals(String stream) {
        long accepted = 0;
        long duplicates = 0;
        long unavailable = 0;
        Map<String, Long> rejected = new TreeMap<>();
        for (GatewayAccount account : accounts.values()) {
            for (StreamAccount part : account.streams()) {
                if (part.stream().equals(stream)) {
                    accepted += part.accepted();
                    duplicates += part.duplicates();
                    unavailable += part.unavailable();
                    part.rejected().forEach(some -> rejected.merge(some.reason(), some.records(), Long::sum));
                }
            }
        }
        return new Totals(
                stream,
                accepted,
                duplicates,
                rejected.values().stream().mapToLong(Long::longValue).sum(),
                rejected,
                unavailable,
                deadLetters.getOrDefault(stream, 0L),
                late.getOrDefault(stream, 0L));
    }

    /** Those behind this place, in order of time. */
    List<Finding> findings(Place after, int limit) {
        return findings.values().stream()
                .sorted(ORDER)
                .filter(finding -> after == null || after.isBefore(finding))
                .limit(limit)
                .toList();
    }

    /** Whether there were more findings than are listed. */
    boolean isForgetful() {
        return forgetful;
    }

    /** Where a list of findings was left. */
    record Place(long epochMilli, String id) {
        static Place of(Finding finding) {
            return new Place(finding.at().toEpochMilli(), finding.id());
        }

        /** @throws IllegalArgumentException if the text is none */
        static Place parse(String text) {
            int dot = text.indexOf('.');
            if (dot < 1 || text.length() > 100) {
                throw new IllegalArgumentException("no place");
            }
            return new Place(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
        }

        boolean isBefore(Finding finding) {
            long at = finding.at().toEpochMilli();
            return at > epochMilli || at == epochMilli && finding.id().compareTo(id) > 0;
        }

        @Override
        public String toString() {
            return epochMilli + "." + id;
        }
    }
}
