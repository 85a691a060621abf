package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackAddresses;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code stack} and {@code demo} have in common. */
final class StackOptions {

    @Mixin
    DataFolder data;

    @Option(
            names = "--port-base",
            paramLabel = "P",
            defaultValue = "" + StackPorts.DEFAULT_BASE,
            description =
                    "Flink's web interface on P, Elasticsearch on P+1, Kafka on P+2, the gateway on P+3, the console on P+4."
                            + " Default: ${DEFAULT-VALUE}.")
    private int portBase;

    @Option(
            names = "--parallelism",
            defaultValue = "2",
            description = "Subtasks of each job and partitions of each topic. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--job",
            paramLabel = "OPTION=VALUE",
            description =
                    "Sets an option of the jobs, for instance ingest.allowed-lateness=24h; see 'medsentry options'.")
    private Map<String, String> jobOptions = Map.of();

    @Option(
            names = "--channels",
            paramLabel = "FILE",
            description =
                    "Where channels of units lead, see docs/dispatching.md. Default: to a receiver within the stack,"
                            + " which prints what arrives.")
    private Path channels;

    LocalStack start(StackDirectory directory, PrintWriter out) {
        return start(directory, out, List::of);
    }

    /** @param guide stories that the console's first page tells a newcomer to look at */
    LocalStack start(StackDirectory directory, PrintWriter out, Supplier<List<?>> guide) {
        Path log = directory.logFile();
        LogFile.writeTo(log);
        StackSettings settings = new StackSettings(
                directory.root(),
                new StackPorts(portBase),
                Math.max(1, parallelism),
                jobOptions,
                Optional.ofNullable(channels),
                guide);
        LocalStack stack = LocalStack.start(settings, directory, line -> out.println("  " + line));
        StackAddresses addresses = stack.addresses();
        out.println();
        TextTable table = new TextTable("WHAT", "WHERE");
        table.row("console", stack.console().url());
        for (String password : stack.console().passwords()) {
            table.row("  user and password", password);
        }
        table.row("  passwords", directory.passwordsFile());
        table.row("Flink web interface", addresses.flink());
        table.row("Elasticsearch", addresses.elasticsearch());
        table.row("alerts", addresses.elasticsearch() + "/medsentry-alerts/_search?pretty");
        table.row("Kafka", addresses.bootstrapServers());
        table.row("gateway", addresses.gateway());
        table.row("keys to try it", directory.gatewayDevelopmentKeys());
        table.row(
                "triggers go to",
                stack.dispatch().receiver().map(Object::toString).orElseGet(() -> "the channels of " + channels));
        table.row("data", directory.root());
        table.row("log", log);
        table.print(out);
        out.println();
        stack.gateway().usage().forEach(out::println);
        out.println();
        return stack;
    }
}
