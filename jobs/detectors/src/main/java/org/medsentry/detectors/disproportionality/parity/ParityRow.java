package org.medsentry.detectors.disproportionality.parity;

/**
 * How near one column of one reference table is met.
 *
 * @param dataset the table
 * @param column its column
 * @param rows how many of its values were compared; empty ones and infinite ones only have to agree in being so
 * @param largestRelativeDifference over all rows, as printed
 * @param largestBeyondPrinting the same less what rounding to the printed digits explains
 * @param tolerance what {@link #largestBeyondPrinting} has to stay within
 */
public record ParityRow(
        String dataset,
        String column,
        int rows,
        double largestRelativeDifference,
        double largestBeyondPrinting,
        double tolerance) {

    public boolean met() {
        return rows > 0 && largestBeyondPrinting <= tolerance;
    }
}
