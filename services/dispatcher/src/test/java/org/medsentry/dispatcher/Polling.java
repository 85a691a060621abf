package org.medsentry.dispatcher;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what is to come, under a generous limit. */
public final class Polling {
    private Polling() {}

    public static void until(Duration limit, String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                fail("not within %s: %s", limit, what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
