package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.medsentry.console.ConsoleMain;
import org.medsentry.dispatcher.DispatcherMain;
import org.medsentry.gateway.GatewayMain;
import org.medsentry.local.backtest.BacktestCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code medsentry}: every command, and how their failures are told. */
@Command(
        name = "medsentry",
        version = "MedSentry 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Streaming risk monitoring for medicines (药哨).",
        subcommands = {
            DemoCommand.class,
            StackCommand.class,
            SetupCommand.class,
            SendCommand.class,
            RulesCommand.class,
            AlertsCommand.class,
            TriggersCommand.class,
            DrillCommand.class,
            DeadLettersCommand.class,
            BacktestCommand.class,
            OptionsCommand.class,
            ImportCommand.class
        })
public final class Medsentry implements Runnable {

    static final int FAILED = 1;
    static final int WRONGLY_CALLED = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show where a failure happened (stack trace).")
    private boolean verbose;

    public static void main(String[] arguments) {
        LogFile.quiet();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Medsentry medsentry = new Medsentry();
        CommandLine commandLine = new CommandLine(medsentry)
                .addSubcommand("dispatcher", new DispatcherMain())
                .addSubcommand("gateway", new GatewayMain())
                .addSubcommand("console", new ConsoleMain())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Medsentry::explainUsage)
                .setExecutionExceptionHandler((failure, line, parsed) -> medsentry.explain(failure, line));
        return commandLine.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println("medsentry: " + oneLine(failure.getMessage()) + " (see '" + name + " --help')");
        return WRONGLY_CALLED;
    }

    private int explain(Exception failure, CommandLine line) {
        line.getErr().println("medsentry: " + FailureText.of(failure));
        if (verbose) {
            failure.printStackTrace(line.getErr());
        }
        return FAILED;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", "; ");
    }
}
