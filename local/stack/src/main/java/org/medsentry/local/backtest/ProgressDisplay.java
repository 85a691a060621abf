package org.medsentry.local.backtest;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a backtest has come: a bar where somebody watches, a line every few seconds in a log. */
final class ProgressDisplay implements BacktestProgress, AutoCloseable {

    private static final long LINE_INTERVAL_NANOS = 5_000_000_000L;
    private static final long MEBIBYTE = 1024 * 1024;

    private final PrintStream out;
    private final boolean terminal;
    private long lastLine = System.nanoTime();
    private ProgressBar bar;

    /** @param terminal whether {@code out} is one, so that a line can be drawn over */
    ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether somebody watches; the starting script knows. */
    static boolean onTerminal() {
        return Boolean.getBoolean("medsentry.terminal");
    }

    @Override
    public void advanced(long bytesRead, long bytesInAll, long records) {
        if (terminal) {
            draw(bytesRead, bytesInAll, records);
        } else if (System.nanoTime() - lastLine >= LINE_INTERVAL_NANOS) {
            lastLine = System.nanoTime();
            out.printf(
                    Locale.ROOT,
                    "backtest: %d %% of %d MiB read, %,d records%n",
                    bytesInAll == 0 ? 100 : bytesRead * 100 / bytesInAll,
                    bytesInAll / MEBIBYTE,
                    records);
        }
    }

    private void draw(long bytesRead, long bytesInAll, long records) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("backtest")
                    .setInitialMax(bytesInAll)
                    .setUnit(" MiB", MEBIBYTE)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .build();
        }
        bar.stepTo(bytesRead);
        bar.setExtraMessage(String.format(Locale.ROOT, "%,d records", records));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
