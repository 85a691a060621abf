package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is simulated. The same settings and the same catalogue give the same records, byte for byte.
 *
 * @param seed another seed, another month
 * @param start the month's first instant; no record's stream time lies before it
 * @param days length in days of 24 hours; no record's stream time lies at or after the end
 * @param zone the zone of days, opening hours and written times
 * @param pharmacies how many; each eight make a county, at least 24
 * @param purchasesPerDay lines of receipts on a mean day
 * @param reportsPerDay first versions of reports on a mean day
 * @param onlinePerDay listings, orders and delistings on a mean day
 * @param scenarios the stories to be played; those with need of time want 14 days
 */
public record SimulationSettings(
        long seed,
        Instant start,
        int days,
        ZoneId zone,
        int pharmacies,
        int purchasesPerDay,
        int reportsPerDay,
        int onlinePerDay,
        Set<Scenario> scenarios) {

    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private static final int LEAST_PHARMACIES = 24;
    private static final int MOST_PHARMACIES = 99_999;
    private static final int LEAST_DAYS_FOR_SCENARIOS = 14;
    private static final int DEFAULT_DAYS = 30;
    private static final int PURCHASES_OF_PHARMACY_AND_DAY = 42;

    public SimulationSettings {
        require(days >= 1 && days <= 400, "days must be 1 to 400, not " + days);
        require(
                pharmacies >= LEAST_PHARMACIES && pharmacies <= MOST_PHARMACIES,
                "pharmacies must be 24 to 99999, not " + pharmacies);
        require(purchasesPerDay >= 0, "purchasesPerDay must not be negative");
        require(reportsPerDay >= 0, "reportsPerDay must not be negative");
        require(onlinePerDay >= 0, "onlinePerDay must not be negative");
        scenarios = Set.copyOf(scenarios);
        require(
                scenarios.isEmpty() || days >= LEAST_DAYS_FOR_SCENARIOS,
                "scenarios need at least 14 days, not " + days + "; give more days or no scenarios");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The demo's month: 30 days up to this instant, about 150,000 purchases, 3,000 reports, 20,000 online records, all scenarios. */
    public static SimulationSettings endingAt(Instant end) {
        return new SimulationSettings(
                1,
                end.minus(Duration.ofDays(DEFAULT_DAYS)),
                DEFAULT_DAYS,
                DEFAULT_ZONE,
                120,
                5_000,
                100,
                670,
                EnumSet.allOf(Scenario.class));
    }

    public Instant end() {
        return start.plus(Duration.ofDays(days));
    }

    public SimulationSettings withSeed(long newSeed) {
        return new SimulationSettings(
                newSeed, start, days, zone, pharmacies, purchasesPerDay, reportsPerDay, onlinePerDay, scenarios);
    }

    /** More or fewer days before the same end. */
    public SimulationSettings withDays(int newDays) {
        return new SimulationSettings(
                seed,
                end().minus(Duration.ofDays(newDays)),
                newDays,
                zone,
                pharmacies,
                purchasesPerDay,
                reportsPerDay,
                onlinePerDay,
                scenarios);
    }

    public SimulationSettings withVolumes(
            int newPharmacies, int newPurchasesPerDay, int newReportsPerDay, int newOnlinePerDay) {
        return new SimulationSettings(
                seed,
                start,
                days,
                zone,
                newPharmacies,
                newPurchasesPerDay,
                newReportsPerDay,
                newOnlinePerDay,
                scenarios);
    }

    /** About so many purchases in all, from as many pharmacies as sell them; reports and online records as they are. */
    public SimulationSettings withPurchases(long purchases) {
        int perDay = Math.toIntExact(purchases / days);
        int enough = Math.max(LEAST_PHARMACIES, Math.min(MOST_PHARMACIES, perDay / PURCHASES_OF_PHARMACY_AND_DAY));
        return withVolumes(enough, perDay, reportsPerDay, onlinePerDay);
    }

    public SimulationSettings withScenarios(Set<Scenario> newScenarios) {
        return new SimulationSettings(
                seed, start, days, zone, pharmacies, purchasesPerDay, reportsPerDay, onlinePerDay, newScenarios);
    }
}
