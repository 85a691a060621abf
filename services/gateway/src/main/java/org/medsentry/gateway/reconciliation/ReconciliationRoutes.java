package org.medsentry.gateway.reconciliation;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.medsentry.gateway.http.Admission;
import org.medsentry.gateway.http.Bodies;
import org.medsentry.gateway.http.HttpRefusal;
import org.medsentry.gateway.http.Routes;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.gateway.reception.Intake;

/** {@code GET /v1/reconciliation}: what became of the records of the network whose key asks. */
public final class ReconciliationRoutes implements Routes, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private final LedgerReader reader;
    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone whose days are asked for; that of the accounts */
    public ReconciliationRoutes(KafkaSettings settings, ZoneId zone) {
        this.zone = zone;
        this.clock = InstantSource.system();
        reader = new LedgerReader(settings, zone, clock);
    }

    @Override
    public void addTo(JavalinDefaultRoutingApi paths, Admission admission, Bodies bodies, Intake intake) {
        paths.get(
                "/v1/reconciliation",
                context -> answer(context, admission.require(context).key().source()));
    }

    private void answer(Context context, String source) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate day = day(context.queryParam("day"), today);
        int limit = limit(context.queryParam("limit"));
        DayLedger.Place after = after(context.queryParam("after"));
        try {
            byte[] answer = reader.ask(
                    day,
                    source,
                    PATIENCE,
                    ledger -> ReconciliationAnswer.of(source, day, zone, day.isBefore(today), ledger, after, limit));
            context.contentType("application/json");
            context.result(answer);
        } catch (LedgerReader.AwayException away) {
            throw HttpRefusal.retryable(503, "UNAVAILABLE", away.getMessage(), Duration.ofSeconds(5));
        }
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            LocalDate day = text == null ? today : LocalDate.parse(text);
            if (!day.isAfter(today) && !day.isBefore(today.minusDays(Ledger.DAYS - 1))) {
                return day;
            }
        } catch (DateTimeParseException wrong) {
            // As a day outside the range.
        }
        throw HttpRefusal.of(400, "BAD_PARAMETER", "day must be YYYY-MM-DD, one of the last " + Ledger.DAYS + " days");
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HIGHEST_LIMIT) {
            return Integer.parseInt(text);
        }
        throw HttpRefusal.of(400, "BAD_PARAMETER", "limit must be a whole number from 1 to " + HIGHEST_LIMIT);
    }

    private static DayLedger.Place after(String text) {
        try {
            return text == null ? null : DayLedger.Place.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw HttpRefusal.of(400, "BAD_PARAMETER", "after must be the next of an earlier answer");
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
