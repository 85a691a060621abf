package org.medsentry.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Alerts as people work on them. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "List alerts, look into one, and act on them. Actions are handed to the early-warning job, which alone"
                        + " changes an alert; its answer is printed.",
        subcommands = {
            AlertsListCommand.class,
            AlertsShowCommand.class,
            AlertActionCommands.Acknowledge.class,
            AlertActionCommands.Assign.class,
            AlertActionCommands.Comment.class,
            AlertActionCommands.Lower.class,
            AlertActionCommands.Resolve.class,
            AlertActionCommands.Dismiss.class,
            SilenceCommands.Silence.class,
            SilenceCommands.Unsilence.class
        })
final class AlertsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say list, show, acknowledge, assign, comment, lower, resolve, dismiss, silence or unsilence");
    }
}
