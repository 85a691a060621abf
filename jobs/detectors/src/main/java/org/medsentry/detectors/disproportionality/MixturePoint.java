package org.medsentry.detectors.disproportionality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the fit of a prior needs of one pair, or of several alike.
 *
 * @param observed reports with both, at least 1: pairs that were never seen are no part of the table
 * @param expected mean of what was to be expected
 * @param weight how many pairs it stands for
 */
public record MixturePoint(long observed, double expected, double weight) {

    public static MixturePoint of(PairCounts counts) {
        return new MixturePoint(counts.together(), counts.expected(), 1);
    }

    /**
     * Data squashing (DuMouchel and Pregibon 2001): of the pairs with equal counts, those with close expectations become one point. The
     * highest expectations stay as they are.
     *
     * @param together how many neighbours become one
     * @param untouched how many of the highest expectations of each count are left alone
     */
    public static List<MixturePoint> squash(List<MixturePoint> points, int together, int untouched) {
        Map<Long, List<MixturePoint>> byCount = points.stream()
                .collect(Collectors.groupingBy(MixturePoint::observed, TreeMap::new, Collectors.toList()));
        List<MixturePoint> squashed = new ArrayList<>();
        byCount.forEach((observed, equal) -> {
            equal.sort(Comparator.comparingDouble(MixturePoint::expected));
            int upTo = Math.max(0, equal.size() - untouched);
            for (int from = 0; from < upTo; from += together) {
                squashed.add(mean(observed, equal.subList(from, Math.min(from + together, upTo))));
            }
            squashed.addAll(equal.subList(upTo, equal.size()));
        });
        return squashed;
    }

    private static MixturePoint mean(long observed, List<MixturePoint> bin) {
        double weight = 0;
        double expected = 0;
        for (MixturePoint point : bin) {
            weight += point.weight();
            expected += point.weight() * point.expected();
        }
        return new MixturePoint(observed, expected / weight, weight);
    }
}
