package org.medsentry.bench.rules;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/** What the contenders look for, by buyer. Every contender says it in its own words; the matches have to be the same. */
public sealed interface BenchmarkRule extends Serializable {

    String id();

    /** From the first record of a match to its last, ends included. */
    Duration within();

    /** Records of other products leave the rule as it is. */
    Set<String> productCodes();

    /**
     * So many sales of one product, whatever lies between them. Nothing is skipped: every sale that is at least the last of
     * so many is a match.
     */
    record OfAKind(String id, String productCode, int times, Duration within) implements BenchmarkRule {
        @Override
        public Set<String> productCodes() {
            return Set.of(productCode);
        }
    }

    /**
     * A sale of the first product; then, before any of the forbidden product, one of the second product in a greater quantity
     * than that of the first; then one of the third. Nothing is skipped: every sale of the first product begins a match of
     * its own, and each takes the earliest sales that fit.
     */
    record Steps(String id, String first, String forbidden, String second, String third, Duration within)
            implements BenchmarkRule {
        @Override
        public Set<String> productCodes() {
            return Set.of(first, forbidden, second, third);
        }
    }
}
