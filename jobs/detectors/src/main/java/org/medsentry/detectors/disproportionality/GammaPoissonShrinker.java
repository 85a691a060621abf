package org.medsentry.detectors.disproportionality;

/**
 * The empirical Bayes measures of the FDA's multi-item gamma-Poisson shrinker: how often a pair is reported over how often it was to be
 * expected, shrunk towards what is usual in the table (DuMouchel 1999). The prior is given, by an operator or by {@link MixtureFit}.
 */
public final class GammaPoissonShrinker {

    private final GammaMixture prior;

    public GammaPoissonShrinker(GammaMixture prior) {
        this.prior = prior;
    }

    /** EBGM, with EB05 and EB95 as bounds: a 90 % interval, as is the custom. */
    public Interval shrunk(PairCounts counts) {
        GammaMixture posterior = posterior(counts);
        return new Interval(posterior.geometricMean(), posterior.quantile(0.05), posterior.quantile(0.95));
    }

    public double geometricMean(PairCounts counts) {
        return posterior(counts).geometricMean();
    }

    public double lower(PairCounts counts) {
        return posterior(counts).quantile(0.05);
    }

    /** Weight of the prior's first part once the pair is known. */
    public double shareOfFirst(PairCounts counts) {
        return posterior(counts).share1();
    }

    private GammaMixture posterior(PairCounts counts) {
        return prior.posterior(counts.together(), counts.expected());
    }
}
