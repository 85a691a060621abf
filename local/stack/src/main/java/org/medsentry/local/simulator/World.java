package org.medsentry.local.simulator;

import java.util.List;

/** Everything that stays as it is through the month. */
record World(
        SimulationSettings settings,
        Assortment assortment,
        Packaging packaging,
        Landscape landscape,
        Population population,
        LicenceRegister licences,
        List<Seller> sellers,
        OnlineOffers offers) {

    static World of(SimulationSettings settings, Catalogue catalogue) {
        Assortment assortment = new Assortment(catalogue.products(), catalogue.recalls());
        Landscape landscape = new Landscape(settings, catalogue.regions());
        LicenceRegister licences = new LicenceRegister(catalogue.licences(), settings);
        List<Seller> sellers = licences.honestSellers();
        if (sellers.isEmpty() && settings.onlinePerDay() > 0) {
            throw new IllegalArgumentException("no licence is in force from " + settings.start() + " to "
                    + settings.end() + "; without one nobody sells online (onlinePerDay 0)");
        }
        return new World(
                settings,
                assortment,
                new Packaging(assortment, settings),
                landscape,
                new Population(settings, landscape.counties()),
                licences,
                sellers,
                new OnlineOffers(settings, sellers, assortment, licences));
    }

    SeededRandom random(long purpose, long index) {
        return SeededRandom.of(settings.seed(), purpose, index);
    }

    Outgoing finish(PurchaseDraft draft) {
        return draft.finish(assortment, settings.zone());
    }

    Outgoing finish(ReportDraft draft) {
        return draft.finish(settings.zone());
    }

    Outgoing finish(OnlineDraft draft) {
        return draft.finish(assortment, licences, settings.zone());
    }
}
