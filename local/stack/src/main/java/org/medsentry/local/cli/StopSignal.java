package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill} ask for a good end. A shutdown hook would not do: the hooks of Flink run beside it and pull away
 * what a savepoint needs. So the signals themselves are caught; a second one ends the process at once.
 *
 * <p>{@code sun.misc.Signal} is in every JDK, in module jdk.unsupported, but compiling against it is a warning: hence
 * reflection. Where it is missing, Ctrl-C stops at once, and the next start goes on from the last checkpoint.
 */
final class StopSignal {

    private static final int EXIT_CODE = 130;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final PrintWriter out;

    private StopSignal(PrintWriter out) {
        this.out = out;
    }

    static StopSignal listen(PrintWriter out) {
        StopSignal stop = new StopSignal(out);
        try {
            stop.register("INT");
            stop.register("TERM");
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            out.println("note: signals cannot be caught here; Ctrl-C stops at once");
        }
        return stop;
    }

    private void register(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours =
                Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                    if (method.getName().equals("handle")) {
                        received();
                    }
                    return null;
                });
        try {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(refused.getCause());
        }
    }

    private void received() {
        if (isRequested()) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        requested.countDown();
        out.println();
        out.println("stopping; once more stops at once");
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for the time, or for a request to stop. */
    boolean await(Duration time) throws InterruptedException {
        return requested.await(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
    }
}
