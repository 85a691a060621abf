package org.medsentry.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time of this process's JIT. Behind a big job its queue is many minutes long on one core and takes a quarter of it meanwhile,
 * which says much about the first minutes of a process and little about the months after them. Start the JVM with {@link #FLAG}, or what a
 * thread of the JIT has used is forgotten when it ends.
 */
public final class CompilerTime {

    public static final String FLAG = "-XX:-UseDynamicNumberOfCompilerThreads";

    private static final Path THREADS = Path.of("/proc/self/task");

    /** What Linux keeps of "C1 CompilerThread0" and "C2 CompilerThread0". */
    private static final String NAME = "C[12] CompilerThre.*";

    private CompilerTime() {}

    /** Nanoseconds until now; 0 where the system does not tell. */
    public static long nanos() {
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                nanos += nanos(thread);
            }
        } catch (IOException notLinux) {
            return 0;
        }
        return nanos;
    }

    private static long nanos(Path thread) {
        try {
            boolean compiles = Files.readString(thread.resolve("comm")).strip().matches(NAME);
            return compiles
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0])
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
