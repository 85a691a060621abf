package org.medsentry.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * How busy the JIT has been. Behind a big job its queue is minutes long on one core, which says much about the first minutes of a
 * process and nothing about the months after them.
 */
public final class JitShare {

    private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
    private final long begun = System.nanoTime();
    private final long before = compiled();

    private long compiled() {
        return compilation != null && compilation.isCompilationTimeMonitoringSupported()
                ? compilation.getTotalCompilationTime()
                : 0;
    }

    /** Milliseconds spent compiling for each millisecond that has passed since this object was made; 0 where the JVM does not tell. */
    public double soFar() {
        double passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return passed == 0 ? 0 : (compiled() - before) / passed;
    }
}
