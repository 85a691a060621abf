package org.medsentry.local.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.reference.Product;

/** What each seller in good standing has in the shop, and when it takes something down for good. */
final class OnlineOffers {

    private static final long PURPOSE = 0x4f66;
    private static final double OFFERED = .35;
    private static final double TAKEN_DOWN = .1;
    private static final int NEVER = Integer.MAX_VALUE;

    /** A product in a seller's shop; {@code delistedIn} is the slot in which it is taken down. */
    record Offer(Seller seller, Product product, int delistedIn) {

        boolean isUpIn(Slot slot) {
            return slot.index() < delistedIn;
        }
    }

    private final List<Offer> all = new ArrayList<>();
    private final Map<Integer, List<Offer>> delistings = new HashMap<>();
    private final Set<String> pairs = new HashSet<>();

    OnlineOffers(SimulationSettings settings, List<Seller> sellers, Assortment assortment, LicenceRegister licences) {
        int slots = settings.days() * 24;
        for (int i = 0; i < sellers.size(); i++) {
            Seller seller = sellers.get(i);
            SeededRandom random = SeededRandom.of(settings.seed(), PURPOSE, i);
            boolean prescriptions = licences.sellsPrescriptions(seller.licence());
            for (Product product : assortment.online()) {
                if ((!product.prescriptionOnly() || prescriptions) && random.chance(OFFERED)) {
                    add(new Offer(seller, product, random.chance(TAKEN_DOWN) ? random.below(slots) : NEVER));
                }
            }
        }
    }

    private void add(Offer offer) {
        all.add(offer);
        pairs.add(pair(offer.seller, offer.product));
        delistings.computeIfAbsent(offer.delistedIn, key -> new ArrayList<>()).add(offer);
    }

    List<Offer> all() {
        return all;
    }

    List<Offer> takenDownIn(Slot slot) {
        return delistings.getOrDefault(slot.index(), List.of());
    }

    boolean has(Seller seller, Product product) {
        return pairs.contains(pair(seller, product));
    }

    private static String pair(Seller seller, Product product) {
        return seller.sellerId() + '|' + product.productCode();
    }
}
