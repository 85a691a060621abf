package org.medsentry.detectors.disproportionality;

import java.util.List;

/**
 * Fits the prior of the gamma-Poisson shrinker to a table by maximum likelihood. The likelihood has several hills and ridges that run to
 * the edge of what is possible, so the search starts from several places, keeps to finite parameters and returns the best.
 *
 * @param prior the best found
 * @param negativeLogLikelihood of the points it was fitted to
 * @param starts from how many places the search ended as high, to 1e-3
 */
public record MixtureFit(GammaMixture prior, double negativeLogLikelihood, int starts) {

    /** DuMouchel's own, and others of very different shape. */
    private static final List<GammaMixture> STARTS = List.of(
            new GammaMixture(0.2, 0.1, 2, 4, 1 / 3.0),
            new GammaMixture(0.2, 0.06, 1.4, 1.8, 0.1),
            new GammaMixture(0.5, 0.3, 2, 4, 0.5),
            new GammaMixture(2, 0.5, 2, 2, 0.2),
            new GammaMixture(0.01, 0.1, 10, 10, 0.4));

    public static MixtureFit to(List<MixturePoint> points) {
        MixtureLikelihood likelihood = new MixtureLikelihood(points);
        List<DescentResult> ends = STARTS.stream()
                .map(start ->
                        QuasiNewtonDescent.descend(likelihood::negativeLogarithm, MixtureLikelihood.parameters(start)))
                .toList();
        DescentResult best = ends.get(0);
        for (DescentResult end : ends) {
            if (end.value() < best.value()) {
                best = end;
            }
        }
        double lowest = best.value();
        int asGood =
                (int) ends.stream().filter(end -> end.value() < lowest + 1e-3).count();
        return new MixtureFit(MixtureLikelihood.mixture(best.parameters()), lowest, asGood);
    }

    /** The same figure for a prior that came from elsewhere, to compare. */
    public static double negativeLogLikelihood(GammaMixture prior, List<MixturePoint> points) {
        return new MixtureLikelihood(points).negativeLogarithm(prior);
    }
}
