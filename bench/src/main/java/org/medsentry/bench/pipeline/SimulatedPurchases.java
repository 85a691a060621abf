package org.medsentry.bench.pipeline;

import java.time.Instant;
import java.util.function.Consumer;
import org.medsentry.local.simulator.SimulatedRecord;
import org.medsentry.local.simulator.SimulationSettings;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.schemas.Topic;

/**
 * The purchases of a simulated month, in the order in which pharmacies send them: the daily rhythm, the nightly uploads, the
 * stories, the duplicates and the bad records of the demo, in a larger country.
 *
 * @param about how many, give or take a few in a hundred
 */
public record SimulatedPurchases(int about) {

    /** Fixed, and past for everybody who reads this: what lies ahead of the broker's clock is refused. */
    private static final Instant END = Instant.parse("2026-10-31T16:00:00Z");

    public void generate(Consumer<SimulatedRecord> sales) {
        SimulationSettings settings = SimulationSettings.endingAt(END).withPurchases(about);
        SimulationSettings purchasesOnly =
                settings.withVolumes(settings.pharmacies(), settings.purchasesPerDay(), 0, 0);
        new Simulator(purchasesOnly)
                .records()
                .filter(record -> record.topic() == Topic.PURCHASE_REGISTRATIONS)
                .forEach(sales);
    }
}
