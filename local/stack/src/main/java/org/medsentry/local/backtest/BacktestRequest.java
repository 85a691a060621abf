package org.medsentry.local.backtest;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What to judge, by what, and where to write.
 *
 * @param events directory of the event files
 * @param reference directory of reference data, or null
 * @param rules directory of rule files, or null for the rules that ship with the product
 * @param out directory for the results; made where it does not exist
 * @param keyFile secret keys of pseudonyms, or null for the public key of backtests
 * @param receivedAt stands for the broker's clock: a record more than 10 minutes ahead of it is bad
 */
public record BacktestRequest(Path events, Path reference, Path rules, Path out, Path keyFile, Instant receivedAt) {

    BacktestRequest with(Path otherRules, Path otherOut) {
        return new BacktestRequest(events, reference, otherRules, otherOut, keyFile, receivedAt);
    }
}
