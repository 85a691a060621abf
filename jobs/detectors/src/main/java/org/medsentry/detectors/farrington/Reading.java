package org.medsentry.detectors.farrington;

/** The two places where R's farringtonFlexible does other than the paper it implements. */
public enum Reading {

    /**
     * As surveillance 1.20.3 does, so that its results are met: errors of the prediction and of the trend by squared relative residuals
     * under the robustness weights alone, without the working weights; and, with a negative binomial bound, the exceedance score from the
     * logarithm of the expected count instead of the expected count. The first moves bounds and p-values a little, the second
     * only scores: whether a score is above 1, and so the alarm, is the same.
     */
    SURVEILLANCE,

    /** As Noufaily et al. 2013: Pearson's dispersion, and (count - expected) / (upper bound - expected). */
    PUBLISHED
}
