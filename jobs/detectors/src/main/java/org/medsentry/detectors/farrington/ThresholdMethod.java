package org.medsentry.detectors.farrington;

/** How the upper bound is found from the fitted model. */
public enum ThresholdMethod {

    /** Normal prediction interval of a power of the count, by the delta method (Farrington et al. 1996). */
    DELTA,

    /** Quantile of the negative binomial distribution at the fitted mean (Noufaily et al. 2013). */
    NEGATIVE_BINOMIAL,

    /** The same at the upper confidence bound of the mean (Salmon, Schumacher and Hoehle, J Stat Softw 70(10), 2016, "muan"). */
    NEGATIVE_BINOMIAL_OF_UPPER_MEAN
}
