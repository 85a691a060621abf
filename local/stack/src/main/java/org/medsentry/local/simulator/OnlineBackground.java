package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.medsentry.local.simulator.OnlineOffers.Offer;
import org.medsentry.schemas.event.OnlineSaleType;

/** What licensed sellers list and sell, and what they take down for good. */
final class OnlineBackground {

    private static final long PURPOSE = 0x4f6e;
    private static final long SERIES = 200_000_000_000L;
    private static final long CUSTOMERS = 2_000_000_000L;
    private static final int CUSTOMER_COUNT = 400_000;
    private static final double LISTINGS = .36;
    private static final double LISTED_WITHOUT_CODE = .4;
    private static final double LICENCE_NOT_SHOWN = .0005;
    private static final double NOT_VERIFIED = .003;

    private final World world;

    OnlineBackground(World world) {
        this.world = world;
    }

    void generate(Slot slot, Consumer<Outgoing> sink) {
        List<Offer> offers = world.offers().all();
        if (offers.isEmpty() || world.settings().onlinePerDay() == 0) {
            return;
        }
        SeededRandom random = world.random(PURPOSE, slot.index());
        int number = 0;
        for (Offer offer : world.offers().takenDownIn(slot)) {
            sink.accept(world.finish(draft(slot, number++, OnlineSaleType.DELISTING, offer, random)));
        }
        int records = random.poisson(world.settings().onlinePerDay() * slot.share(DailyRhythm.ONLINE));
        for (int i = 0; i < records; i++) {
            Offer offer = random.pick(offers);
            if (!offer.isUpIn(slot)) {
                continue;
            }
            boolean listing = random.chance(LISTINGS);
            OnlineDraft draft =
                    draft(slot, number, listing ? OnlineSaleType.LISTING : OnlineSaleType.ORDER, offer, random);
            if (listing) {
                draft.productCodeKnown = !random.chance(LISTED_WITHOUT_CODE);
                draft.licence = random.chance(LICENCE_NOT_SHOWN) ? null : draft.licence;
            } else {
                fillOrder(draft, SERIES + slot.serial(number), random);
            }
            sink.accept(world.finish(draft));
            number++;
        }
    }

    private static OnlineDraft draft(Slot slot, int number, OnlineSaleType type, Offer offer, SeededRandom random) {
        Instant occurredAt = slot.anySecond(random);
        OnlineDraft draft =
                new OnlineDraft("ON-" + slot.eventId(number), type, offer.seller(), offer.product(), occurredAt);
        draft.sentAt = occurredAt.plusSeconds(random.chance(.05) ? random.between(60, 200) : random.between(1, 30));
        draft.price =
                PurchaseBackground.price(offer.product(), offer.seller().priceFactor() * random.between(.96, 1.04));
        return draft;
    }

    private void fillOrder(OnlineDraft draft, long serial, SeededRandom random) {
        draft.quantity = random.chance(.75) ? 1 : random.between(2, 3);
        String county = random.pick(world.landscape().counties());
        draft.buyer = world.population().person(CUSTOMERS + random.below(CUSTOMER_COUNT), county);
        draft.buyerNamed = random.chance(.5);
        draft.lotNumber = random.chance(.4) ? world.packaging().shopLot(draft.product, random) : null;
        draft.traceCode = random.chance(.3) ? Packaging.traceCode(draft.product, serial) : null;
        if (draft.product.prescriptionOnly()) {
            draft.prescriptionVerified = !random.chance(NOT_VERIFIED);
        }
    }
}
