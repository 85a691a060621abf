package org.medsentry.gateway.reconciliation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.GatewayAccount;
import org.medsentry.schemas.document.LateRecord;

/** The newest {@link #DAYS} days of all networks. Knows nothing of Kafka. Not thread-safe. */
final class Ledger {
    static final int DAYS = 35;

    private final ZoneId zone;
    private final NavigableMap<LocalDate, Map<String, DayLedger>> days = new TreeMap<>();

    Ledger(ZoneId zone) {
        this.zone = zone;
    }

    void add(GatewayAccount account) {
        day(LocalDate.parse(account.day()), account.source()).add(account);
    }

    /** A dead letter of nobody knows whom is told to nobody. */
    void add(DeadLetter letter) {
        if (letter.source() == null) {
            return;
        }
        day(LocalDate.ofInstant(letter.receivedAt(), zone), letter.source())
                .add(new Finding(
                        Finding.Kind.DEAD_LETTER,
                        letter.receivedAt(),
                        letter.deadLetterId(),
                        letter.stream(),
                        null,
                        0,
                        letter.reason().name(),
                        letter.pointer(),
                        letter.message(),
                        null,
                        null,
                        List.of()));
    }

    /** @param at when it was found late */
    void add(LateRecord record, Instant at) {
        String identity = record.stream() + "\n" + record.eventId() + "\n" + record.version();
        day(LocalDate.ofInstant(at, zone), record.source())
                .add(new Finding(
                        Finding.Kind.LATE,
                        at,
                        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        record.stream(),
                        record.eventId(),
                        record.version(),
                        null,
                        null,
                        null,
                        record.streamTime(),
                        record.latenessSeconds(),
                        record.missed()));
    }

    /** An empty one where nothing was read. */
    DayLedger of(LocalDate day, String source) {
        return days.getOrDefault(day, Map.of()).getOrDefault(source, new DayLedger());
    }

    private DayLedger day(LocalDate day, String source) {
        DayLedger ledger =
                days.computeIfAbsent(day, key -> new HashMap<>()).computeIfAbsent(source, key -> new DayLedger());
        days.headMap(days.lastKey().minusDays(DAYS)).clear();
        return ledger;
    }
}
