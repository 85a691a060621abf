package org.medsentry.local.simulator;

import org.medsentry.schemas.reference.Product;

/**
 * What is printed on packages: lots and trace codes. Shops and hospitals are supplied from different lots, so that a reaction
 * in a hospital does not by chance meet a sale of its lot.
 */
final class Packaging {

    private static final int LOTS_IN_CIRCULATION = 30;
    private static final long FIRST_SERIAL_OF_SCENARIOS = 900_000_000_000L;

    private final Assortment assortment;
    private final int year;
    private long nextSerial = FIRST_SERIAL_OF_SCENARIOS;

    Packaging(Assortment assortment, SimulationSettings settings) {
        this.assortment = assortment;
        this.year = settings.start().atZone(settings.zone()).getYear() % 100;
    }

    String shopLot(Product product, SeededRandom random) {
        return lot(product, 'S', random);
    }

    String hospitalLot(Product product, SeededRandom random) {
        return lot(product, 'H', random);
    }

    private String lot(Product product, char series, SeededRandom random) {
        String lot;
        do {
            int number = random.below(LOTS_IN_CIRCULATION);
            lot = Digits.of(year, 2) + Digits.of(1 + number % 9, 2) + series + Digits.of(number, 2);
        } while (assortment.isNamedInRecall(product, lot));
        return lot;
    }

    /** A lot that no other record of the month bears. */
    static String lotOf(Scenario scenario, int number) {
        return "SC%02d-%03d".formatted(scenario.ordinal(), number);
    }

    /** @param serial at most 12 digits, once for each package of the product */
    static String traceCode(Product product, long serial) {
        return "8" + product.productCode().substring(7, 14) + Digits.of(serial, 12);
    }

    /** A trace code that no other record of the month bears. */
    String newTraceCode(Product product) {
        return traceCode(product, nextSerial++);
    }
}
