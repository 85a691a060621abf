package org.medsentry.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process with this one's class path: each measured run gets a fresh heap and a fresh JIT, and whatever feeds it is
 * out of its way. It ends with this object, or with this process, whose end closes its standard input.
 */
public final class ChildJvm implements AutoCloseable {

    private static final long GRACE_SECONDS = 20;

    /** From this Java version on, what Flink and Netty do with memory is warned of unless it is allowed. */
    private static final int FIRST_TO_WARN = 24;

    private final Process process;
    private final BufferedReader output;
    private final Path log;
    private final String mainClass;

    private ChildJvm(Process process, Path log, String mainClass) {
        this.process = process;
        this.log = log;
        this.mainClass = mainClass;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param log where standard error goes */
    public static ChildJvm start(
            Class<?> main, CorePinning pinning, List<String> jvmFlags, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(pinning.commandPrefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(pinning.jvmFlags());
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                    .start();
            return new ChildJvm(process, log, main.getSimpleName());
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot start " + main.getSimpleName(), impossible);
        }
    }

    /**
     * Waits for the line of standard output that begins with this word, and gives the rest of it.
     *
     * @throws IllegalStateException if the process ends without it, naming its log
     */
    public String await(String word) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(word + " ")) {
                    return line.substring(word.length() + 1);
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException("lost " + mainClass, broken);
        }
        throw new IllegalStateException(mainClass + " ended without '" + word + "'; see " + log);
    }

    /** From now on the process has these cores alone. */
    public void keepOn(CorePinning pinning) {
        pinning.keep(process.pid());
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
