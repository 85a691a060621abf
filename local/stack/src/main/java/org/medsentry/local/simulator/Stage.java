package org.medsentry.local.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medsentry.local.simulator.ScenarioTruth.Expectation;
import org.medsentry.local.simulator.ScenarioTruth.NearMiss;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;

/** Where one scenario is played: its days, its people, and the book in which its truth is written down. */
final class Stage {

    private static final long PURPOSE = 0x5363;

    final World world;
    final Scenario scenario;
    final SeededRandom random;
    private final Consumer<Outgoing> sink;
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<NearMiss> nearMisses = new ArrayList<>();
    private LocalDate firstDay;
    private int drafts;
    private long sent;

    Stage(World world, Scenario scenario, Consumer<Outgoing> sink) {
        this.world = world;
        this.scenario = scenario;
        this.random = world.random(PURPOSE, scenario.ordinal());
        this.sink = sink;
        playFrom(0, 1);
    }

    /**
     * Chooses the days of the story.
     *
     * @param part 0 for the first days of the month that it can have, 1 for the last
     * @param days how many whole days it takes
     */
    void playFrom(double part, int days) {
        ZonedDateTime start = world.settings().start().atZone(world.settings().zone());
        LocalDate first = start.toLocalDate().plusDays(start.toLocalTime().toSecondOfDay() == 0 ? 0 : 1);
        LocalDate end = world.settings().end().atZone(world.settings().zone()).toLocalDate();
        long spare = Math.max(0, ChronoUnit.DAYS.between(first, end) - days);
        firstDay = first.plusDays((long) Math.floor(part * spare));
    }

    /** @param day 0 for the first day of the story */
    Instant time(int day, int hour, int minute) {
        return firstDay.plusDays(day)
                .atTime(hour, minute, random.below(60))
                .atZone(world.settings().zone())
                .toInstant();
    }

    /** A county; another number is another county as long as there are enough. */
    String county(int number) {
        List<String> counties = world.landscape().counties();
        return counties.get((scenario.ordinal() * 2 + number) % counties.size());
    }

    /** A pharmacy that sends at once and in clear. */
    Pharmacy pharmacy(String county, int number) {
        List<Pharmacy> pharmacies = world.landscape().plainPharmaciesOf(county);
        return pharmacies.get(number % pharmacies.size());
    }

    Person actor(String county) {
        return world.population().actor(random, county);
    }

    Product anyOn(Assortment.Shelf shelf) {
        return random.pick(world.assortment().on(shelf));
    }

    Seller seller(int number) {
        return world.sellers()
                .get((scenario.ordinal() * 3 + number) % world.sellers().size());
    }

    String lot(int number) {
        return Packaging.lotOf(scenario, number);
    }

    private String nextEventId() {
        return scenario.id() + "-%04d".formatted(++drafts);
    }

    /** One package, with a prescription where one is needed. */
    PurchaseDraft purchase(Pharmacy pharmacy, Person buyer, Product product, Instant soldAt) {
        PurchaseDraft draft = new PurchaseDraft(nextEventId(), pharmacy, buyer, product, soldAt);
        draft.sentAt = soldAt.plusSeconds(random.between(1, 20));
        draft.receiptId = "RC-" + draft.eventId;
        draft.unitPrice = PurchaseBackground.price(product, pharmacy.priceFactor());
        if (product.prescriptionOnly()) {
            draft.prescriptionId = "RX-" + draft.eventId;
            draft.pharmacistId = pharmacy.id() + "-P1";
        }
        return draft;
    }

    /** A hospital's report on a patient of its own: listed, not serious, a day after the onset. */
    ReportDraft report(String county, Product product, String lotNumber, Instant reportedAt) {
        ReportDraft draft = new ReportDraft(nextEventId(), ReportBackground.source(county), county);
        draft.reporterId = "HOSPITAL-" + county + "-1";
        draft.reportedAt = reportedAt;
        draft.sentAt = reportedAt.plusSeconds(random.between(1, 60));
        draft.awareAt = reportedAt.minusSeconds(random.between(2, 10) * 3_600L);
        draft.occurredAt = draft.awareAt.minusSeconds(random.between(1, 30) * 3_600L);
        draft.patient = actor(county);
        draft.suspect(product, lotNumber);
        return draft;
    }

    ReportDraft death(String county, Product product, String lotNumber, Instant reportedAt) {
        ReportDraft draft = report(county, product, lotNumber, reportedAt);
        draft.seriousness = EnumSet.of(Seriousness.DEATH);
        draft.outcome = Outcome.FATAL;
        draft.reactions.add(Reaction.ANAPHYLACTIC_SHOCK);
        return draft;
    }

    /** By an order, a person of this stage buys one package, prescription verified. */
    OnlineDraft online(OnlineSaleType type, Seller seller, Product product, Instant occurredAt) {
        OnlineDraft draft = new OnlineDraft(nextEventId(), type, seller, product, occurredAt);
        draft.sentAt = occurredAt.plusSeconds(random.between(1, 20));
        draft.price = PurchaseBackground.price(product, seller.priceFactor());
        if (type == OnlineSaleType.ORDER) {
            draft.quantity = 1;
            draft.buyer = actor(county(0));
            draft.buyerNamed = true;
            draft.prescriptionVerified = product.prescriptionOnly() ? Boolean.TRUE : null;
        }
        return draft;
    }

    Outgoing send(PurchaseDraft draft) {
        return send(world.finish(draft));
    }

    Outgoing send(ReportDraft draft) {
        return send(world.finish(draft));
    }

    Outgoing send(OnlineDraft draft) {
        return send(world.finish(draft));
    }

    Outgoing send(Outgoing outgoing) {
        sent += outgoing.badReason() == null ? 1 : 0;
        sink.accept(outgoing);
        return outgoing;
    }

    void expect(String ruleId, String keyType, String key, String level, Outgoing... evidence) {
        expectations.add(new Expectation(
                ruleId,
                keyType,
                key,
                level,
                Stream.of(evidence).map(Outgoing::reference).toList()));
    }

    void nearMiss(String ruleId, Outgoing outgoing) {
        nearMisses.add(new NearMiss(ruleId, outgoing.reference()));
    }

    ScenarioTruth truth() {
        return new ScenarioTruth(
                scenario,
                firstDay.atStartOfDay(world.settings().zone()).toInstant(),
                sent,
                List.copyOf(expectations),
                List.copyOf(nearMisses));
    }
}
