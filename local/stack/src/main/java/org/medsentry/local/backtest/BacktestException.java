package org.medsentry.local.backtest;

import java.util.List;

/**
 * A backtest cannot be run. The message is for the person who started it: one line, or, for mistakes in rule files, one line
 * each as {@code file:line:column: message}.
 */
public final class BacktestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean namesPlaces;

    BacktestException(String message) {
        this(message, null);
    }

    BacktestException(String message, Throwable cause) {
        super(message, cause);
        this.namesPlaces = false;
    }

    private BacktestException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.namesPlaces = true;
    }

    /** @param mistakes each as {@code file:line:column: message} */
    static BacktestException inRules(List<String> mistakes) {
        return new BacktestException(mistakes);
    }

    boolean namesPlaces() {
        return namesPlaces;
    }
}
