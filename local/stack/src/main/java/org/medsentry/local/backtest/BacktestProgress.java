package org.medsentry.local.backtest;

/** Hears how far a backtest has come, so that a command line can draw a bar. */
@FunctionalInterface
public interface BacktestProgress {

    /** For callers that show nothing. */
    BacktestProgress SILENT = (bytesRead, bytesInAll, records) -> {};

    /**
     * @param bytesRead bytes of all event files read so far, as they lie on the disk
     * @param bytesInAll their sum, the same at every call
     * @param records records read so far, good and bad
     */
    void advanced(long bytesRead, long bytesInAll, long records);
}
