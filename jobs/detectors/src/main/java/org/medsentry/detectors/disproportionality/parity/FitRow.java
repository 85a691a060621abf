package org.medsentry.detectors.disproportionality.parity;

import org.medsentry.detectors.disproportionality.GammaMixture;

/**
 * How good a fitted prior is. Parameters are not compared, only what they explain: several priors can explain a table as well.
 *
 * @param dataset the table
 * @param points pairs it was fitted to, or points if they were squashed
 * @param printed negative log-likelihood that the reference prints, of the points it was fitted to
 * @param reference that of the reference's prior by our own likelihood, on all pairs
 * @param fitted that of our prior on all pairs; lower is better
 * @param prior ours
 */
public record FitRow(String dataset, int points, double printed, double reference, double fitted, GammaMixture prior) {

    /** Not worse than the reference, to 1e-9 of its value. */
    public boolean met() {
        return fitted <= reference + 1e-9 * Math.abs(reference);
    }
}
