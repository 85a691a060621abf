package org.medsentry.bench;

import org.medsentry.bench.alerts.AlertsCommand;
import org.medsentry.bench.console.ConsoleCommand;
import org.medsentry.bench.detection.DetectionCommand;
import org.medsentry.bench.gateway.GatewayCommand;
import org.medsentry.bench.latency.LatencyCommand;
import org.medsentry.bench.pipeline.PipelineCommand;
import org.medsentry.bench.rules.RulesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks behind {@code bin/medsentry bench}: figures that anybody can make again on a machine of their own. */
@Command(
        name = "bench",
        description = "Measures the product on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PipelineCommand.class,
            RulesCommand.class,
            LatencyCommand.class,
            AlertsCommand.class,
            ConsoleCommand.class,
            GatewayCommand.class,
            DetectionCommand.class
        })
public final class Bench implements Runnable {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                new CommandLine(this),
                "which benchmark? known: pipeline, rules, latency, alerts, console, gateway, detection");
    }
}
