package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Product;

/** What ordinary people buy on ordinary days. */
final class PurchaseBackground {

    private static final long PURPOSE = 0x5075;
    private static final long SERIES = 100_000_000_000L;
    private static final double[] LINES = {.55, .3, .11, .04};
    private static final double MEAN_LINES = 1.545;
    private static final double FOUR_KINDS_SHARE = .66;
    /** So that clusters of fever stay rare however many pharmacies there are. */
    private static final double MOST_FEVERS_OF_COUNTY_AND_DAY = .6;

    private static final double MOST_FEVERS = .012;
    private static final double PRESCRIPTION_FORGOTTEN = .0005;
    private static final int FIRST_OPEN_HOUR = 8;
    private static final int LAST_OPEN_HOUR = 21;

    /** Why people come, and what they then buy, first things first. */
    private enum Need {
        COLD(.34, Shelf.ANTIPYRETIC, Shelf.ANTITUSSIVE, Shelf.ANTIVIRAL, Shelf.OTHER),
        COUGH(.14, Shelf.ANTITUSSIVE, Shelf.ANTIVIRAL, Shelf.OTHER, Shelf.OTHER),
        INFECTION(.14, Shelf.ANTIBIOTIC, Shelf.ANTIPYRETIC, Shelf.OTHER, Shelf.ANTITUSSIVE),
        INFLUENZA(.04, Shelf.PRESCRIBED_ANTIVIRAL, Shelf.ANTIPYRETIC, Shelf.ANTITUSSIVE, Shelf.OTHER),
        CHRONIC(.2, Shelf.CHRONIC, Shelf.CHRONIC, Shelf.OTHER, Shelf.OTHER),
        OTHER(.108, Shelf.OTHER, Shelf.OTHER, Shelf.CHRONIC, Shelf.OTHER),
        BLOCKED_NOSE(.02, Shelf.EPHEDRINE, Shelf.ANTITUSSIVE, Shelf.OTHER, Shelf.OTHER),
        CONTROLLED(.012, Shelf.PRESCRIBED_CONTROLLED, Shelf.OTHER, Shelf.OTHER, Shelf.OTHER);

        private final double weight;
        private final List<Shelf> shelves;

        Need(double weight, Shelf... shelves) {
            this.weight = weight;
            this.shelves = List.of(shelves);
        }
    }

    private static final Need[] NEEDS = Need.values();
    private static final double[] NEED_WEIGHTS =
            Arrays.stream(NEEDS).mapToDouble(need -> need.weight).toArray();

    private final World world;
    private final double feverRate;

    PurchaseBackground(World world) {
        this.world = world;
        double receiptsOfFourKinds = Math.max(1, world.settings().purchasesPerDay() / MEAN_LINES * FOUR_KINDS_SHARE);
        double mostFevers =
                MOST_FEVERS_OF_COUNTY_AND_DAY * world.landscape().counties().size();
        this.feverRate = Math.min(MOST_FEVERS, mostFevers / receiptsOfFourKinds);
    }

    void generate(Slot slot, Consumer<Outgoing> sink) {
        SeededRandom random = world.random(PURPOSE, slot.index());
        double lines = world.settings().purchasesPerDay() * slot.share(DailyRhythm.PHARMACY);
        int receipts = random.poisson(lines / MEAN_LINES);
        int hour = slot.hour().getHour();
        boolean day = hour >= FIRST_OPEN_HOUR && hour <= LAST_OPEN_HOUR;
        List<Pharmacy> open =
                day ? world.landscape().pharmacies() : world.landscape().openAtNight();
        int number = 0;
        for (int i = 0; i < receipts; i++) {
            number = receipt(slot, random.pick(open), number, random, sink);
        }
    }

    private int receipt(Slot slot, Pharmacy pharmacy, int first, SeededRandom random, Consumer<Outgoing> sink) {
        Person buyer = buyer(pharmacy, random);
        Need need = NEEDS[random.weighted(NEED_WEIGHTS)];
        Instant soldAt = slot.anySecond(random);
        Instant sentAt = pharmacy.network().sends(soldAt, world.settings().zone(), random);
        Channel channel = channel(random);
        String receiptId = "RC-" + slot.eventId(first);
        Double temperature = null;
        Set<Symptom> symptoms = Set.of();
        if (need != Need.CHRONIC && need != Need.OTHER && need != Need.CONTROLLED) {
            boolean feverish = random.chance(feverRate);
            temperature = temperature(feverish, random);
            symptoms = symptoms(feverish && temperature == null, random);
        }
        int lines = 1 + random.weighted(LINES);
        int number = first;
        Set<Product> bought = new HashSet<>(4);
        for (int line = 0; line < lines; line++) {
            Product product = product(need.shelves.get(line), buyer, random);
            if (!bought.add(product)) {
                continue;
            }
            PurchaseDraft draft = new PurchaseDraft(slot.eventId(number), pharmacy, buyer, product, soldAt);
            draft.sentAt = sentAt;
            draft.receiptId = receiptId;
            draft.channel = channel;
            draft.temperature = temperature;
            draft.symptoms = symptoms;
            fillPackage(draft, SERIES + slot.serial(number), random);
            sink.accept(world.finish(draft));
            number++;
        }
        return number;
    }

    /** Most go to the pharmacy round the corner; some to another of the county. */
    private Person buyer(Pharmacy pharmacy, SeededRandom random) {
        Pharmacy home = random.chance(.06) ? random.pick(world.landscape().pharmaciesOf(pharmacy.county())) : pharmacy;
        long number = (long) home.index() * Population.CATCHMENT + random.below(Population.CATCHMENT);
        return world.population().person(number, home.county());
    }

    private Product product(Shelf shelf, Person buyer, SeededRandom random) {
        List<Product> products = world.assortment().on(shelf);
        boolean habit = shelf == Shelf.CHRONIC && random.chance(.9);
        return habit
                ? products.get(Math.floorMod(buyer.idNumber().hashCode(), products.size()))
                : random.pick(products);
    }

    private void fillPackage(PurchaseDraft draft, long serial, SeededRandom random) {
        Product product = draft.product;
        boolean limited = product.controlClass() != ControlClass.NONE;
        draft.quantity = random.chance(.8) ? 1 : random.chance(.85) || limited ? 2 : 3;
        draft.unitPrice = price(product, draft.pharmacy.priceFactor());
        draft.lotNumber = random.chance(.85) ? world.packaging().shopLot(product, random) : null;
        draft.traceCode = random.chance(.6) ? Packaging.traceCode(product, serial) : null;
        if (product.prescriptionOnly()) {
            draft.pharmacistId = draft.pharmacy.id() + "-P" + random.between(1, 3);
            draft.prescriptionId = random.chance(PRESCRIPTION_FORGOTTEN) ? null : "RX-" + draft.eventId;
        }
    }

    static Double price(Product product, double factor) {
        double reference = product.referencePrice() == null ? 20 : product.referencePrice();
        return Math.round(reference * factor * 10) / 10.0;
    }

    private static Channel channel(SeededRandom random) {
        if (random.chance(.82)) {
            return Channel.COUNTER;
        }
        return random.chance(.4) ? Channel.ONLINE_PICKUP : Channel.DELIVERY;
    }

    private static Double temperature(boolean feverish, SeededRandom random) {
        if (feverish) {
            return random.chance(.25) ? null : random.between(373, 398) / 10.0;
        }
        return random.chance(.3) ? random.between(360, 371) / 10.0 : null;
    }

    private static Set<Symptom> symptoms(boolean fever, SeededRandom random) {
        if (fever) {
            return Set.of(Symptom.FEVER);
        }
        if (random.chance(.6)) {
            return Set.of();
        }
        return Set.of(random.chance(.6) ? Symptom.COUGH : Symptom.SORE_THROAT);
    }
}
