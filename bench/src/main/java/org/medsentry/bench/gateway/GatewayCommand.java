package org.medsentry.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench gateway}: what the way over HTTP costs beside writing to Kafka directly. */
@Command(
        name = "gateway",
        description = "Holds the gateway against a plain Kafka producer that sends the same bytes, on one core.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class GatewayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--records", description = "About how many purchase registrations each run sends.")
    private int records = 1_000_000;

    @Option(names = "--single-records", description = "How many of them a run of single records sends.")
    private int singleRecords = 200_000;

    @Option(names = "--rounds", description = "Measured rounds.")
    private int rounds = 5;

    @Option(names = "--batch", description = "Records in a batch.")
    private int batch = 10_000;

    @Option(names = "--batch-connections", description = "Connections that send batches.")
    private int batchConnections = 4;

    @Option(names = "--single-connections", description = "Connections that send single records.")
    private int singleConnections = 200;

    @Option(names = "--cores", description = "The core of the measured process, as taskset takes it, or none.")
    private String cores = "0";

    @Option(names = "--heap", description = "Heap of the measured process.")
    private String heap = "1g";

    @Option(names = "--warm-up-share", description = "Part of its records that each process sends unmeasured first.")
    private double warmUpShare = 0.5;

    @Option(names = "--out", description = "Directory for result and logs; a temporary one if not given.")
    private Path out;

    @Option(names = "--write-docs", description = "Put the table into this page, between its two marks.")
    private Path page;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (records < 1 || singleRecords < 1 || rounds < 1 || batch < 1 || batchConnections < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--records, --rounds, --batch and connections must be at least 1");
        }
        Path directory = out == null
                ? Files.createTempDirectory("medsentry-bench-")
                : Files.createDirectories(out.toAbsolutePath());
        GatewayPlan plan = new GatewayPlan(
                records,
                singleRecords,
                rounds,
                batch,
                batchConnections,
                singleConnections,
                warmUpShare,
                heap,
                CorePinning.of(cores),
                directory);
        String table =
                new GatewayBenchmark(plan, spec.commandLine().getErr()).run().markdown();
        Files.writeString(directory.resolve("gateway.md"), table);
        if (page != null) {
            new ResultPage(page).write("gateway", table);
        }
        spec.commandLine().getOut().println(table);
        spec.commandLine().getErr().println("result and logs in " + directory);
        return 0;
    }
}
