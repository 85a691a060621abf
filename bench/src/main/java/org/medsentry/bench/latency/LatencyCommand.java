package org.medsentry.bench.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsentry.bench.Machine;
import org.medsentry.bench.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long it takes from a record to those who have to know of it. */
@Command(
        name = "latency",
        description = "Measures the running stack under load: from the append of a deciding record to the alert in"
                + " Elasticsearch and to the trigger at its receiver, beside the floor of the same machine.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LatencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--load", description = "Harmless purchases a second beside the deciding records.")
    private int load = 1000;

    @Option(names = "--samples", description = "Deciding records of each kind.")
    private int samples = 300;

    @Option(names = "--warm-up", description = "Deciding records of each kind before those that count.")
    private int warmUp = 100;

    @Option(names = "--rate", description = "Deciding records a second.")
    private int rate = 5;

    @Option(names = "--parallelism", description = "Subtasks of each job.")
    private int parallelism = 1;

    @Option(names = "--write-docs", description = "Put the table into this page, between its two marks.")
    private Path page;

    @Override
    public Integer call() throws Exception {
        if (load < 0 || samples < 1 || warmUp < 0 || rate < 1 || parallelism < 1) {
            throw new ParameterException(spec.commandLine(), "--samples, --rate and --parallelism must be at least 1");
        }
        Path directory = Files.createTempDirectory("medsentry-latency-");
        LatencyPlan plan = new LatencyPlan(load, samples, warmUp, rate, parallelism, directory);
        LatencyReport report = new LatencyBenchmark(plan, spec.commandLine().getErr()).run();
        String table = report.markdown(description());
        if (page != null) {
            new ResultPage(page).write("latency", table);
        }
        spec.commandLine().getOut().println(table);
        return 0;
    }

    private static String description() throws IOException {
        return Machine.description() + "; OpenJDK " + System.getProperty("java.vm.version");
    }
}
