package org.medsentry.bench.rules;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Sex;

/**
 * Purchases without end, each a pure function of its number: every contender meets the same ones, however far it gets in its
 * time. They come in order, a step of stream time apart; one in five is of a product that a rule asks for.
 *
 * @param products how many products the rules ask for
 * @param productOfBuyer whether a buyer always buys the same of them; otherwise any
 * @param stepMillis stream time from one purchase to the next
 */
record PurchaseLoad(int products, boolean productOfBuyer, long stepMillis) implements Serializable {

    static final int BUYERS = 10_000;
    static final int RELEVANT_PERCENT = 20;

    private static final int OTHER_PRODUCTS = 40;
    private static final int HIGHEST_QUANTITY = 1000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String COUNTY = "500111";
    private static final List<String> CODES =
            IntStream.range(0, 100).mapToObj(PurchaseLoad::code).toList();
    private static final List<Buyer> ALL_BUYERS =
            IntStream.range(0, BUYERS).mapToObj(PurchaseLoad::buyer).toList();

    /** The code of a product that rules ask for, from 0. */
    static String relevantCode(int product) {
        return CODES.get(product);
    }

    static Instant start() {
        return START;
    }

    PurchaseRegistration purchase(long number) {
        long random = mixed(number);
        int buyer = (int) ((random >>> 40) % BUYERS);
        boolean relevant = ((random >>> 8) & 0xffff) % 100 < RELEVANT_PERCENT;
        int draw = (int) ((random >>> 24) & 0xffff);
        String productCode = relevant
                ? CODES.get((productOfBuyer ? buyer : draw) % products)
                : CODES.get(CODES.size() - 1 - draw % OTHER_PRODUCTS);
        return new PurchaseRegistration(
                "e" + number,
                "bench",
                START.plusMillis(number * stepMillis),
                null,
                "pharmacy-1",
                COUNTY,
                ALL_BUYERS.get(buyer),
                productCode,
                null,
                null,
                null,
                null,
                1 + (int) (mixed(random) >>> 8 & 0xffff) % HIGHEST_QUANTITY,
                null,
                null,
                null,
                Channel.COUNTER);
    }

    private static String code(int product) {
        return String.format(Locale.ROOT, "869%011d", product);
    }

    private static Buyer buyer(int number) {
        return new Buyer("buyer-" + number, null, 1980, Sex.U, COUNTY, null, List.of());
    }

    /** SplitMix64 (Steele, Lea and Flood 2014): neighbours come out unrelated. */
    private static long mixed(long number) {
        long bits = (number + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
