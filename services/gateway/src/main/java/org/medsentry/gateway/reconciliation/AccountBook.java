package org.medsentry.gateway.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.GatewayAccount;

/** Adds up what one running gateway answers, and knows which accounts have changed since they were last taken. Thread-safe. */
final class AccountBook {
    /** A request may last over midnight, but no longer than that. */
    private static final int DAYS_THAT_CAN_CHANGE = 3;

    private final String instance;
    private final ZoneId zone;
    private final Map<Page, Map<Stream, Tally>> pages = new TreeMap<>();
    private final Set<Page> changed = new LinkedHashSet<>();
    private long entries;

    AccountBook(String instance, ZoneId zone) {
        this.instance = instance;
        this.zone = zone;
    }

    private record Page(LocalDate day, String source) implements Comparable<Page> {
        @Override
        public int compareTo(Page other) {
            int byDay = day.compareTo(other.day);
            return byDay != 0 ? byDay : source.compareTo(other.source);
        }
    }

    /** The accounts that have changed, and how many entries they hold in all. */
    record Changes(List<GatewayAccount> accounts, long entries) {}

    private static final class Tally {
        private long accepted;
        private long duplicates;
        private long unavailable;
        private final Map<RefusalReason, Long> rejected = new EnumMap<>(RefusalReason.class);
    }

    synchronized void accepted(String source, Stream stream, Instant at, int records) {
        tally(source, stream, at).accepted += records;
    }

    synchronized void duplicate(String source, Stream stream, Instant at, int records) {
        tally(source, stream, at).duplicates += records;
    }

    synchronized void unavailable(String source, Stream stream, Instant at, int records) {
        tally(source, stream, at).unavailable += records;
    }

    synchronized void rejected(String source, Stream stream, RefusalReason reason, Instant at, int records) {
        tally(source, stream, at).rejected.merge(reason, (long) records, Long::sum);
    }

    private Tally tally(String source, Stream stream, Instant at) {
        entries++;
        notifyAll();
        Page page = new Page(LocalDate.ofInstant(at, zone), source);
        changed.add(page);
        return pages.computeIfAbsent(page, key -> new EnumMap<>(Stream.class))
                .computeIfAbsent(stream, key -> new Tally());
    }

    /** How many entries there have been. */
    synchronized long entries() {
        return entries;
    }

    /** Waits for changes and takes them. */
    synchronized Changes take(Instant now) throws InterruptedException {
        while (changed.isEmpty()) {
            wait();
        }
        return changes(now);
    }

    /** What has changed, without waiting. */
    synchronized Changes changes(Instant now) {
        List<GatewayAccount> accounts = new ArrayList<>();
        for (Page page : changed) {
            accounts.add(account(page, now));
        }
        changed.clear();
        LocalDate oldest = LocalDate.ofInstant(now, zone).minusDays(DAYS_THAT_CAN_CHANGE);
        pages.keySet().removeIf(page -> page.day().isBefore(oldest));
        return new Changes(accounts, entries);
    }

    /** These could not be written; they count as changed again. */
    synchronized void putBack(Changes unwritten) {
        for (GatewayAccount account : unwritten.accounts()) {
            Page page = new Page(LocalDate.parse(account.day()), account.source());
            if (pages.containsKey(page)) {
                changed.add(page);
            }
        }
    }

    private GatewayAccount account(Page page, Instant now) {
        List<GatewayAccount.StreamAccount> streams = new ArrayList<>();
        pages.get(page).forEach((stream, tally) -> {
            List<GatewayAccount.Rejected> rejected = tally.rejected.entrySet().stream()
                    .map(entry -> new GatewayAccount.Rejected(entry.getKey().name(), entry.getValue()))
                    .toList();
            streams.add(new GatewayAccount.StreamAccount(
                    stream.id(), tally.accepted, tally.duplicates, tally.unavailable, rejected));
        });
        return new GatewayAccount(page.source(), page.day().toString(), instance, now, streams);
    }
}
