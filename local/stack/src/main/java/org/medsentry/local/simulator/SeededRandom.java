package org.medsentry.local.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that repeats: each part of the simulation draws from a source of its own, named by the seed and by what it is for, so
 * that no part changes another's draws.
 */
final class SeededRandom {

    private static final double NORMAL_FROM_MEAN = 50;

    private final SplittableRandom random;

    private SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    static SeededRandom of(long seed, long purpose, long index) {
        return new SeededRandom(mix(mix(seed, purpose), index));
    }

    /** A number that follows from both but shows neither. */
    static long mix(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** @return from {@code low} to {@code high}, both included */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long between(long low, long high) {
        return low >= high ? low : random.nextLong(low, high + 1);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** @param weights not negative, not all zero */
    int weighted(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double rest = random.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    int poisson(double mean) {
        if (mean > NORMAL_FROM_MEAN) {
            return (int) Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
