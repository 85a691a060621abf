package org.medsentry.console;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what is to come, under a generous limit. */
public final class Polling {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Polling() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                fail("not within %s: %s", LIMIT, what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
