package org.medsentry.bench.gateway;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.medsentry.bench.CompilerTime;
import org.medsentry.bench.ParentWatch;
import org.medsentry.bench.RunClock;
import org.medsentry.gateway.Gateway;
import org.medsentry.gateway.GatewaySettings;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.http.Routes;
import org.medsentry.gateway.kafka.KafkaSettings;

/** The gateway as a measured process: as it is, and with two paths that tell its heap after a collection and its processor time. */
final class GatewayRun {
    private GatewayRun() {}

    public static void main(String[] arguments) {
        ParentWatch.start();
        GatewaySettings settings = GatewaySettings.of(
                KafkaSettings.of(arguments[0], ""),
                HttpSettings.of("127.0.0.1", 0),
                Path.of(arguments[1]),
                Path.of(arguments[2]));
        Routes figures = (paths, admission, bodies, intake) -> {
            paths.get("/heap", context -> context.result(Long.toString(heapAfterCollection())));
            paths.get("/processor-nanos", context -> context.result(Long.toString(processorNanos())));
        };
        Gateway gateway = new Gateway(settings, List.of(figures));
        System.out.println("ready " + gateway.port());
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Without the JIT, whose queue is long behind a process that has just begun. */
    static long processorNanos() {
        return RunClock.processorNanos() - CompilerTime.nanos();
    }
}
